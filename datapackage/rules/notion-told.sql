-- title_fr: Deux chiffres d'une même notion et d'une même population, dans une étude, renvoient l'un à l'autre en note
-- title_en: Two figures of one notion and population, within a study, refer to each other in their notes
-- table: observations
WITH figures AS (
  SELECT observations.*, coalesce(indicators.notion, observations.indicator) AS notion
  FROM observations
  JOIN indicators ON indicators.code = observations.indicator
  WHERE observations."value" IS NOT NULL
)
SELECT DISTINCT one.identifier, one."value", other.identifier AS other, other."value" AS other_value, one.note
FROM figures AS one
JOIN figures AS other
  ON other.notion = one.notion
 AND other.identifier <> one.identifier
 AND other.study IS NOT DISTINCT FROM one.study
 AND other.population IS NOT DISTINCT FROM one.population
 AND other.territory IS NOT DISTINCT FROM one.territory
 AND other.domain IS NOT DISTINCT FROM one.domain
 AND other.actor IS NOT DISTINCT FROM one.actor
 AND other.answer IS NOT DISTINCT FROM one.answer
 AND other.item IS NOT DISTINCT FROM one.item
WHERE one.note IS NULL OR NOT regexp_matches(lower(one.note), 'conflit|même chiffre|une autre page')
