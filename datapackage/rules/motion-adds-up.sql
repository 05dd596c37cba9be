-- title_fr: « Territoire en mouvement » est la somme de ses deux réponses, à un point près
-- title_en: Territory on the move is the sum of its two answers, within one point
-- table: national-rates
SELECT study, population, 'territory_in_motion' AS indicator, source,
  max("value") FILTER (indicator = 'territory_in_motion') AS total,
  sum("value") FILTER (indicator IN ('territory_in_motion_strongly', 'territory_in_motion_average')) AS parts
FROM national_rates
WHERE starts_with(indicator, 'territory_in_motion')
GROUP BY study, population, source
HAVING count(*) = 3 AND abs(total - parts) > 1
