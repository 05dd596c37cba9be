-- title_fr: La valeur de l'ensemble est hors de celles de toutes ses parties (territoires, tranches)
-- title_en: The value of the whole lies outside those of all its parts (territories, classes)
-- table: observations
-- severity: warning
-- field: value
WITH divisions AS (
  SELECT geography, count(*) AS territories FROM territories WHERE geography IS NOT NULL GROUP BY geography
), pairs AS (
  SELECT whole.identifier, whole."value", whole.base_n AS base, divisions.territories AS expected, part.territory, part."value" AS part, part.base_n AS part_base,
    CASE WHEN territories.kind <> 'country' THEN 'territory' ELSE 'class' END AS division
  FROM observations AS whole
  JOIN territories AS country ON country.code = whole.territory AND country.kind = 'country'
  JOIN studies ON studies.code = whole.study
  LEFT JOIN divisions ON divisions.geography = studies.geography
  JOIN observations AS part
    ON part.study = whole.study AND part.indicator = whole.indicator
   AND part.domain IS NOT DISTINCT FROM whole.domain AND part.subject IS NOT DISTINCT FROM whole.subject
   AND part.item IS NOT DISTINCT FROM whole.item AND part.answer IS NOT DISTINCT FROM whole.answer AND part.year IS NOT DISTINCT FROM whole.year
  JOIN territories ON territories.code = part.territory
  LEFT JOIN populations ON populations.code = part.population
  WHERE whole."value" IS NOT NULL
    AND ((territories.kind <> 'country' AND part.population IS NOT DISTINCT FROM whole.population)
      OR (territories.kind = 'country' AND populations.parent = whole.population AND populations.position IS NOT NULL))
), parts AS (
  SELECT identifier, "value", division, count(part) AS parts, min(part) AS lowest, max(part) AS highest,
    -- The share of the whole that its parts cover: all, or that of their bases where some are withheld.
    CASE WHEN division = 'territory' AND count(DISTINCT territory) FILTER (part IS NOT NULL) = expected THEN 1
      ELSE coalesce(least(1, sum(part_base) FILTER (part IS NOT NULL) / base), 0) END AS covered
  FROM pairs
  GROUP BY identifier, "value", division, expected, base
)
SELECT identifier, "value", lowest, highest, parts, round(covered, 3) AS covered
FROM parts
WHERE parts > 1 AND covered >= 0.9
  AND ("value" < covered * lowest OR "value" > covered * highest + (1 - covered) * 100)
-- Told once, though both territories and classes tell it.
QUALIFY row_number() OVER (PARTITION BY identifier ORDER BY division DESC) = 1
