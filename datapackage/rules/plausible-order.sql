-- title_fr: Deux territoires semblent avoir échangé leurs valeurs, au regard de l'étude d'avant
-- title_en: Two territories seem to have exchanged their values, compared with the study before
-- table: observations
-- severity: warning
-- field: value
WITH waves AS (
  SELECT late.identifier, late.study, late.territory, late.indicator, late.population, late.domain, late.subject, late.item, late.answer,
    late."value" AS now, early."value" AS before
  FROM observations AS late
  JOIN observations AS early
    ON early.indicator = late.indicator AND early.territory = late.territory AND early.year < late.year
   AND early.population IS NOT DISTINCT FROM late.population AND early.domain IS NOT DISTINCT FROM late.domain
   AND early.subject IS NOT DISTINCT FROM late.subject AND early.item IS NOT DISTINCT FROM late.item AND early.answer IS NOT DISTINCT FROM late.answer
  JOIN territories ON territories.code = late.territory AND territories.kind <> 'country'
  WHERE late."value" IS NOT NULL AND early."value" IS NOT NULL
)
SELECT one.identifier, one.now AS "value", one.before, other.territory AS other, other.now AS other_value, other.before AS other_before
FROM waves AS one
JOIN waves AS other
  ON other.study = one.study AND other.indicator = one.indicator AND other.territory > one.territory
 AND other.population IS NOT DISTINCT FROM one.population AND other.domain IS NOT DISTINCT FROM one.domain
 AND other.subject IS NOT DISTINCT FROM one.subject AND other.item IS NOT DISTINCT FROM one.item AND other.answer IS NOT DISTINCT FROM one.answer
WHERE abs(one.before - other.before) >= 5
  AND abs(one.now - other.before) + abs(other.now - one.before) <= 0.25 * (abs(one.now - one.before) + abs(other.now - other.before))
