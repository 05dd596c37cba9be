-- title_fr: Une question est vide si, et seulement si, son statut le dit
-- title_en: A question is empty if, and only if, its status says so
-- table: questions
-- field: question_fr
SELECT questions.study, questions.indicator, questions.question_status
FROM questions JOIN statuses ON statuses.code = questions.question_status
WHERE (questions.question_fr IS NOT NULL) <> statuses.value_expected
