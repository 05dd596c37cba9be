-- title_fr: Chaque population sert à une observation au moins
-- title_en: Every population serves one observation at least
-- table: populations
-- severity: warning
WITH used AS (
  SELECT population FROM observations
  UNION SELECT population FROM studies
)
SELECT code FROM populations WHERE code NOT IN (SELECT population FROM used WHERE population IS NOT NULL)
