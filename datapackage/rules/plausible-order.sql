-- title_fr: Deux territoires semblent avoir échangé leurs valeurs, au regard de l'étude d'avant
-- title_en: Two territories seem to have exchanged their values, compared with the study before
-- table: observations
-- severity: warning
-- field: value
WITH outlines AS (
  -- What a territory is made of: one study's area and another's region may be the same.
  SELECT territory, string_agg(region, ' ' ORDER BY region) AS regions FROM territory_members GROUP BY territory
), figures AS (
  SELECT observations.*, outlines.regions
  FROM observations
  JOIN territories ON territories.code = observations.territory AND territories.kind <> 'country'
  JOIN outlines ON outlines.territory = observations.territory
  WHERE "value" IS NOT NULL
), waves AS (
  SELECT late.identifier, late.study, late.territory, late.indicator, late.population, late.domain, late.subject, late.item, late.answer,
    early.study AS study_before, late."value" AS now, early."value" AS before
  FROM figures AS late
  JOIN figures AS early
    ON early.indicator = late.indicator AND early.regions = late.regions AND early.year < late.year
   AND early.population IS NOT DISTINCT FROM late.population AND early.domain IS NOT DISTINCT FROM late.domain
   AND early.subject IS NOT DISTINCT FROM late.subject AND early.item IS NOT DISTINCT FROM late.item AND early.answer IS NOT DISTINCT FROM late.answer
  QUALIFY rank() OVER (PARTITION BY late.identifier ORDER BY early.year DESC) = 1
)
SELECT one.identifier, one.now AS "value", one.before, other.territory AS other, other.now AS other_value, other.before AS other_before
FROM waves AS one
JOIN waves AS other
  ON other.study = one.study AND other.indicator = one.indicator AND other.territory > one.territory AND other.study_before = one.study_before
 AND other.population IS NOT DISTINCT FROM one.population AND other.domain IS NOT DISTINCT FROM one.domain
 AND other.subject IS NOT DISTINCT FROM one.subject AND other.item IS NOT DISTINCT FROM one.item AND other.answer IS NOT DISTINCT FROM one.answer
WHERE abs(one.before - other.before) >= 5
  AND abs(one.now - other.before) + abs(other.now - one.before) <= 0.25 * (abs(one.now - one.before) + abs(other.now - other.before))
