-- title_fr: Les trois réponses d'un rôle de la question 8 font 100, à un point près
-- title_en: The three answers for a role of question 8 add up to 100, within one point
-- table: collectivity-priorities
SELECT study, role, any_value(answer) AS answer, sum("value") AS total
FROM collectivity_priorities
WHERE answer IN ('priority', 'secondary', 'not_needed')
GROUP BY study, role
HAVING count("value") <> 3 OR abs(sum("value") - 100) > 1
