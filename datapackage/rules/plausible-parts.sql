-- title_fr: Des réponses qui s'excluent font plus de 100
-- title_en: Answers that exclude each other add up to more than 100
-- table: observations
-- severity: warning
-- field: value
WITH scales AS (
  SELECT scale, count(*) AS answers FROM answers WHERE kind = 'part' GROUP BY scale
)
SELECT min(observations.identifier) AS identifier, sum(CAST("value" AS DECIMAL(18, 6))) AS total, string_agg(observations.answer, ' ') AS answers
FROM observations
JOIN answers ON answers.code = observations.answer AND answers.kind = 'part'
JOIN scales ON scales.scale = answers.scale
JOIN studies ON studies.code = observations.study
WHERE observations.unit = 'percent' AND "value" IS NOT NULL
GROUP BY study, indicator, observations.population, territory, domain, subject, item, observations.year, observations.source, answers.scale, scales.answers, studies.rounding
HAVING count(*) > 1 AND count(*) < scales.answers AND sum(CAST("value" AS DECIMAL(18, 6))) > 100 + count(*) * 0.5 / power(10, coalesce(studies.rounding, 0))
