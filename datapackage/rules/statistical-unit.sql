-- title_fr: Ce qu'un indicateur compte (personnes, organisations, partenariats) est ce que compte la population du chiffre
-- title_en: What an indicator counts (people, organisations, partnerships) is what the population of the figure counts
-- table: observations
SELECT observations.identifier, observations.population, populations.statistical_unit, observations.indicator, indicators.statistical_unit AS expected
FROM observations
JOIN populations ON populations.code = observations.population
JOIN indicators ON indicators.code = observations.indicator
WHERE indicators.statistical_unit <> populations.statistical_unit
