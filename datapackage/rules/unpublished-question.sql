-- title_fr: Une question n'est dite non publiée (O) que si toutes les sources de ses chiffres ont été lues en entier
-- title_en: A question is said not to be published (O) only where all sources of its figures were read whole
-- table: questions
-- field: question_status
SELECT DISTINCT questions.study, questions.indicator, questions.question_status, sources.code AS source, sources.read
FROM questions
JOIN observations ON observations.indicator = questions.indicator AND observations.study = questions.study
JOIN sources ON sources.code = observations.source
WHERE questions.question_status = 'O' AND sources.read <> 'whole'
