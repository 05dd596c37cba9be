-- title_fr: Des réponses qui s'excluent font plus de 100
-- title_en: Answers that exclude each other add up to more than 100
-- table: observations
-- severity: warning
-- field: value
WITH scales AS (
  SELECT scale, count(*) AS answers FROM answers WHERE kind = 'part' GROUP BY scale
), chosen AS (
  -- Answers of a scale published in part: their sum leaves room for the others.
  SELECT min(observations.identifier) AS identifier, sum(CAST("value" AS DECIMAL(18, 6))) AS total,
    string_agg(observations.answer, ' ' ORDER BY answers.position) AS answers, count(*) AS found, coalesce(studies.rounding, 0) AS rounding
  FROM observations
  JOIN answers ON answers.code = observations.answer AND answers.kind = 'part'
  JOIN scales ON scales.scale = answers.scale
  JOIN studies ON studies.code = observations.study
  WHERE observations.unit = 'percent' AND "value" IS NOT NULL
  GROUP BY study, indicator, observations.population, territory, domain, subject, item, observations.year, observations.source, answers.scale, scales.answers, studies.rounding
  HAVING count(*) > 1 AND count(*) < scales.answers
), listed AS (
  -- Types, or other items of one list, without answers.
  SELECT study, indicator, items.kind, min(observations.identifier) AS identifier, sum(CAST("value" AS DECIMAL(18, 6))) AS total,
    string_agg(item, ' ' ORDER BY items.position) AS answers, count(*) AS found, coalesce(any_value(studies.rounding), 0) AS rounding
  FROM observations
  JOIN items ON items.code = observations.item
  JOIN studies ON studies.code = observations.study
  WHERE observations.unit = 'percent' AND observations.answer IS NULL AND "value" IS NOT NULL
  GROUP BY study, indicator, observations.population, territory, domain, subject, observations.year, observations.source, items.kind
  HAVING count(*) > 1
), judged AS (
  -- One answer was possible where they add up to 100 nearly everywhere in the study.
  SELECT *, count(*) FILTER (abs(total - 100) <= found * 0.5 / power(10, rounding)) OVER question AS exact, count(*) OVER question AS sums
  FROM listed
  WINDOW question AS (PARTITION BY study, indicator, kind)
)
SELECT identifier, total, answers FROM chosen WHERE total > 100 + found * 0.5 / power(10, rounding)
UNION ALL
SELECT identifier, total, answers FROM judged WHERE exact >= 3 AND 2 * exact > sums AND total > 100 + found * 0.5 / power(10, rounding)
