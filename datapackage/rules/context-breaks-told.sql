-- title_fr: Une période qui rompt une série est expliquée par l'indicateur, et n'est pas la première
-- title_en: A period that breaks a series is explained by the indicator, and is not the first
-- table: context-series
-- field: break_before
SELECT series.indicator, series.year, context_indicators.breaks_fr
FROM context_series AS series
JOIN context_indicators ON context_indicators.code = series.indicator
WHERE series.break_before
  AND (context_indicators.breaks_fr IS NULL
    OR series.year = (SELECT min(first.year) FROM context_series AS first WHERE first.indicator = series.indicator))
