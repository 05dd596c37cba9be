-- title_fr: Dans une étude, un nombre d'organisations multiplié par leur moyenne fait le total, à l'arrondi de la moyenne près, ou les trois notes disent le conflit
-- title_en: Within a study, a number of organisations times their mean makes the total, within the rounding of the mean, or the three notes state the conflict
-- table: key-figures
-- field: value
WITH figures AS (
  SELECT figure.study, figure.indicator, figure.source, figure."value", figure.note, populations.actor, indicators.statistical_unit AS counted
  FROM key_figures AS figure
  JOIN indicators ON indicators.code = figure.indicator
  JOIN populations ON populations.code = figure.population
  WHERE figure.unit = 'count' AND figure."value" IS NOT NULL
)
SELECT total.study, total.indicator, total.source, total."value", number."value" AS number, mean."value" AS mean,
  number."value" * mean."value" AS expected
FROM figures AS total
JOIN figures AS number USING (study, actor)
JOIN figures AS mean USING (study, actor)
WHERE total.counted = 'partnership' AND number.counted = 'organisation' AND mean.indicator = 'mean_partnerships'
  AND abs(total."value" - number."value" * mean."value") > number."value" * CASE WHEN mean."value" = floor(mean."value") THEN 0.5 ELSE 0.05 END
  AND NOT (coalesce(contains(total.note, 'Conflit'), FALSE) AND coalesce(contains(number.note, 'Conflit'), FALSE) AND coalesce(contains(mean.note, 'Conflit'), FALSE))
