-- title_fr: Chaque période d'un indicateur mesuré nomme toutes les régions, avec une valeur ou une raison, et en dit le compte
-- title_en: Each period of a measured indicator names every region, with a value or a reason, and says how many have a value
-- table: context-series
WITH cells AS (
  SELECT series.indicator, series.year, series.regions_published, regions.code AS region, measured."value", measured.absence, measured.indicator AS named
  FROM context_series AS series
  CROSS JOIN regions
  LEFT JOIN context_values AS measured
    ON measured.indicator = series.indicator AND measured.year = series.year AND measured.region = regions.code
)
SELECT indicator, year, any_value(regions_published) AS regions_published, count("value") AS with_value,
  string_agg(region, ' ' ORDER BY region) FILTER (named IS NULL) AS unnamed
FROM cells
GROUP BY indicator, year
HAVING count("value") <> any_value(regions_published) OR count(named) <> count(region)
