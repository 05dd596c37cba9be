-- title_fr: Une valeur mesurée a la source et la dernière année de sa période, et une période va vers l'avant
-- title_en: A measured value has the source and the last year of its period, and a period goes forwards
-- table: context-values
SELECT measured.indicator, measured.year, measured.region, measured.year_end, measured.source,
  series.year_end AS expected_year_end, series.source AS expected_source, series.period
FROM context_values AS measured
JOIN context_series AS series ON series.indicator = measured.indicator AND series.year = measured.year
WHERE measured.year_end IS DISTINCT FROM series.year_end
   OR measured.source <> series.source
   OR series.year_end <= series.year
   OR series.period <> concat_ws('-', CAST(series.year AS VARCHAR), CAST(series.year_end AS VARCHAR))
