-- title_fr: Chaque étude sert à une observation au moins, ou donne son effectif
-- title_en: Every study serves one observation at least, or gives its sample size
-- table: studies
-- severity: warning
WITH used AS (
  SELECT study FROM observations
  UNION SELECT code FROM studies WHERE n IS NOT NULL
)
SELECT code FROM studies WHERE code NOT IN (SELECT study FROM used WHERE study IS NOT NULL)
