-- title_fr: Une part mesurée tient entre 0 et 100, aucune valeur mesurée n'est négative
-- title_en: A measured share lies between 0 and 100, and no measured value is negative
-- table: context-values
-- field: value
SELECT measured.indicator, measured.year, measured.region, measured."value", context_indicators.unit
FROM context_values AS measured
JOIN context_indicators ON context_indicators.code = measured.indicator
WHERE measured."value" < 0 OR (context_indicators.unit = 'percent' AND measured."value" > 100)
