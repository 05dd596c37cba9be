-- title_fr: L'unité d'une observation est celle de son indicateur
-- title_en: The unit of an observation is that of its indicator
-- table: observations
SELECT observations.identifier, observations.unit, indicators.unit AS expected
FROM observations
LEFT JOIN indicators ON indicators.code = observations.indicator
WHERE observations.indicator IS NOT NULL AND observations.unit IS DISTINCT FROM indicators.unit
