-- title_fr: Chaque indicateur d'une étude a sa question, et chaque question un chiffre
-- title_en: Every indicator of a study has its question, and every question a figure
-- table: questions
SELECT coalesce(asked.study, questions.study) AS study, coalesce(asked.indicator, questions.indicator) AS indicator,
  CASE WHEN questions.study IS NULL THEN 'no row of questions' ELSE 'no figure' END AS missing
FROM (SELECT DISTINCT study, indicator FROM observations) AS asked
FULL JOIN questions ON questions.study = asked.study AND questions.indicator = asked.indicator
WHERE asked.study IS NULL OR questions.study IS NULL
