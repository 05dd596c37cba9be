-- title_fr: Chaque indicateur sert à une observation au moins
-- title_en: Every indicator serves one observation at least
-- table: indicators
-- severity: warning
WITH used AS (
  SELECT indicator FROM observations
)
SELECT code FROM indicators WHERE code NOT IN (SELECT indicator FROM used WHERE indicator IS NOT NULL)
