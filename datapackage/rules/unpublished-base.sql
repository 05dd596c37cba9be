-- title_fr: Une base n'est dite non publiée (O) que si sa source a été lue en entier
-- title_en: A base is said not to be published (O) only where its source was read whole
-- table: regional-rates
-- field: base_status
SELECT rate.study, rate.population, rate.territory, rate.indicator, rate.source, rate.base_status, sources.read
FROM regional_rates AS rate
JOIN sources ON sources.code = rate.source
WHERE rate.base_status = 'O' AND sources.read <> 'whole'
