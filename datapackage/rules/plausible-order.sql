-- title_fr: Deux territoires, domaines ou rôles semblent avoir échangé leurs valeurs, au regard de l'étude d'avant
-- title_en: Two territories, domains or roles seem to have exchanged their values, compared with the study before
-- table: observations
-- severity: warning
-- field: value
WITH outlines AS (
  -- What a territory is made of: one study's area and another's region may be the same; the country is of none.
  SELECT territories.code AS territory, coalesce(string_agg(territory_members.region, ' ' ORDER BY territory_members.region), territories.kind) AS regions
  FROM territories
  LEFT JOIN territory_members ON territory_members.territory = territories.code
  GROUP BY territories.code, territories.kind
), figures AS (
  SELECT observations.*, outlines.regions
  FROM observations
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
SELECT one.identifier, one.now AS "value", one.before,
  concat_ws(' ', other.territory, other.domain, other.item) AS other, other.now AS other_value, other.before AS other_before
FROM waves AS one
JOIN waves AS other
  ON other.study = one.study AND other.indicator = one.indicator AND other.study_before = one.study_before AND other.identifier > one.identifier
 AND other.population IS NOT DISTINCT FROM one.population AND other.subject IS NOT DISTINCT FROM one.subject
 AND other.answer IS NOT DISTINCT FROM one.answer
 -- Neighbours: they differ in one thing alone.
 AND CAST(other.territory <> one.territory AS INTEGER) + CAST(other.domain IS DISTINCT FROM one.domain AS INTEGER)
   + CAST(other.item IS DISTINCT FROM one.item AS INTEGER) = 1
-- Opinions of two domains or roles close to each other change places by themselves.
WHERE abs(one.before - other.before) >= CASE WHEN other.territory <> one.territory THEN 5 ELSE 10 END
  AND abs(one.now - other.before) + abs(other.now - one.before) <= 0.25 * (abs(one.now - one.before) + abs(other.now - other.before))
-- Two lines are told once, by the answer in which they are furthest apart.
QUALIFY row_number() OVER (
  PARTITION BY one.study, one.indicator, one.population, one.territory, one.domain, one.subject, one.item, other.territory, other.domain, other.item
  ORDER BY abs(one.before - other.before) DESC, one.identifier
) = 1
