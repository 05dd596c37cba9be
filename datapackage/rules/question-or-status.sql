-- title_fr: La question d'un indicateur est vide si, et seulement si, son statut le dit
-- title_en: The question of an indicator is empty if, and only if, its status says so
-- table: indicators
SELECT indicators.code, indicators.question_status
FROM indicators JOIN statuses ON statuses.code = indicators.question_status
WHERE (indicators.question_fr IS NOT NULL) <> statuses.value_expected
