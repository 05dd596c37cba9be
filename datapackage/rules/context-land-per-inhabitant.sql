-- title_fr: Les m² consommés par habitant se recalculent des hectares et de la population de la même année, à l'arrondi des deux près
-- title_en: The m² consumed per inhabitant follow from the hectares and the population of the same year, within the rounding of both
-- table: context-values
-- field: value
SELECT computed.indicator, computed.year, computed.region, computed."value",
  round(area."value" * 10000 / people."value", 4) AS expected
FROM context_values AS computed
LEFT JOIN context_values AS area
  ON area.indicator = 'consommation_espaces_naf' AND area.year = computed.year AND area.region = computed.region
LEFT JOIN context_values AS people
  ON people.indicator = 'population_municipale' AND people.year = computed.year AND people.region = computed.region
WHERE computed.indicator = 'consommation_espaces_naf_m2_hab'
  AND ((computed."value" IS NULL) <> (area."value" IS NULL OR people."value" IS NULL)
    OR abs(computed."value" - area."value" * 10000 / people."value") > 0.005 + 0.05 * 10000 / people."value" + 1e-9)
