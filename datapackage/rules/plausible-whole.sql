-- title_fr: La valeur de l'ensemble est hors de celles de tous ses territoires
-- title_en: The value of the whole lies outside those of all its territories
-- table: observations
-- severity: warning
-- field: value
WITH parts AS (
  SELECT study, indicator, population, domain, subject, item, answer, observations.year, count(*) AS parts, min("value") AS lowest, max("value") AS highest
  FROM observations
  JOIN territories ON territories.code = observations.territory
  WHERE territories.kind <> 'country' AND "value" IS NOT NULL
  GROUP BY ALL
), divisions AS (
  SELECT geography, count(*) AS territories FROM territories WHERE geography IS NOT NULL GROUP BY geography
)
SELECT whole.identifier, whole."value", parts.lowest, parts.highest, parts.parts
FROM observations AS whole
JOIN territories ON territories.code = whole.territory AND territories.kind = 'country'
JOIN studies ON studies.code = whole.study
JOIN divisions ON divisions.geography = studies.geography
JOIN parts
  ON parts.study = whole.study AND parts.indicator = whole.indicator AND parts.population IS NOT DISTINCT FROM whole.population
 AND parts.domain IS NOT DISTINCT FROM whole.domain AND parts.subject IS NOT DISTINCT FROM whole.subject
 AND parts.item IS NOT DISTINCT FROM whole.item AND parts.answer IS NOT DISTINCT FROM whole.answer AND parts.year IS NOT DISTINCT FROM whole.year
WHERE parts.parts = divisions.territories AND (whole."value" < parts.lowest OR whole."value" > parts.highest)
