-- title_fr: Chaque source est utilisée
-- title_en: Every source is used
-- table: sources
WITH used AS (
  SELECT source FROM observations
  UNION SELECT source FROM corroborations
  UNION SELECT source FROM studies
)
SELECT code FROM sources WHERE code NOT IN (SELECT source FROM used WHERE source IS NOT NULL)
