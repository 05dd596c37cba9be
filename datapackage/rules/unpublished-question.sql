-- title_fr: Une question n'est dite non publiée (O) que si toutes les sources de ses chiffres ont été lues en entier
-- title_en: A question is said not to be published (O) only where all sources of its figures were read whole
-- table: indicators
-- field: question_status
SELECT DISTINCT indicators.code, indicators.question_status, sources.code AS source, sources.read
FROM indicators
JOIN observations ON observations.indicator = indicators.code
JOIN sources ON sources.code = observations.source
WHERE indicators.question_status = 'O' AND sources.read <> 'whole'
