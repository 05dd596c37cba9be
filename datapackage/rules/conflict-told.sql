-- title_fr: Deux valeurs différentes pour une même observation disent leur conflit en note
-- title_en: Two different values for one observation state their conflict in the note
-- table: observations
WITH contested AS (
  SELECT "table", study, population, territory, domain, actor, indicator, answer, item
  FROM observations
  WHERE "value" IS NOT NULL
  GROUP BY ALL
  HAVING count(DISTINCT "value") > 1
)
SELECT observations.identifier, observations."value", observations.note
FROM observations
JOIN contested
  ON contested."table" = observations."table"
 AND contested.study IS NOT DISTINCT FROM observations.study
 AND contested.population IS NOT DISTINCT FROM observations.population
 AND contested.territory IS NOT DISTINCT FROM observations.territory
 AND contested.domain IS NOT DISTINCT FROM observations.domain
 AND contested.actor IS NOT DISTINCT FROM observations.actor
 AND contested.indicator IS NOT DISTINCT FROM observations.indicator
 AND contested.answer IS NOT DISTINCT FROM observations.answer
 AND contested.item IS NOT DISTINCT FROM observations.item
WHERE observations."value" IS NOT NULL
  AND (observations.note IS NULL OR NOT contains(lower(observations.note), 'conflit'))
