-- title_fr: Une base dépasse l'effectif de son étude, ou celle de l'ensemble dont elle est une partie
-- title_en: A base is above the number of respondents of its study, or above that of the whole that it is a part of
-- table: observations
-- severity: warning
-- field: base_n
SELECT observations.identifier, observations.base_n, studies.n
FROM observations
JOIN studies ON studies.code = observations.study
-- « More than 1,000 » leaves room for some more, not for ten times as many.
WHERE observations.base_n > studies.n * CASE WHEN studies.n_qualifier IS NULL THEN 1 ELSE 1.1 END
UNION ALL
SELECT part.identifier, part.base_n, max(whole.base_n) AS n
FROM observations AS part
JOIN territories ON territories.code = part.territory
JOIN populations ON populations.code = part.population
JOIN studies ON studies.code = part.study
JOIN observations AS whole
  ON whole.study = part.study AND whole.indicator = part.indicator AND whole.year IS NOT DISTINCT FROM part.year
 AND whole.domain IS NOT DISTINCT FROM part.domain AND whole.subject IS NOT DISTINCT FROM part.subject
 AND whole.item IS NOT DISTINCT FROM part.item AND whole.answer IS NOT DISTINCT FROM part.answer
JOIN territories AS country ON country.code = whole.territory AND country.kind = 'country'
WHERE ((territories.kind <> 'country' AND whole.population = part.population)
    OR (territories.kind = 'country' AND whole.population = populations.parent))
  AND (studies.n IS NULL OR part.base_n <= studies.n)
GROUP BY part.identifier, part.base_n
HAVING part.base_n > max(whole.base_n)
