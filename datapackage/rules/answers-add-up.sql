-- title_fr: Quand toutes les réponses d'une échelle sont publiées, elles font 100, à l'arrondi de l'étude près
-- title_en: Where all answers of a scale are published, they add up to 100, within the rounding of the study
-- table: observations
-- field: value
WITH scales AS (
  SELECT scale, count(*) AS answers FROM answers WHERE kind = 'part' GROUP BY scale
), groups AS (
  SELECT study, indicator, population, territory, domain, subject, item, observations.year, source, answers.scale,
    min(identifier) AS identifier, count(*) AS found, sum(CAST("value" AS DECIMAL(18, 6))) AS total
  FROM observations
  JOIN answers ON answers.code = observations.answer
  JOIN indicators ON indicators.code = observations.indicator
  WHERE answers.kind = 'part' AND "value" IS NOT NULL AND observations.unit = 'percent'
  GROUP BY ALL
)
SELECT groups.identifier, groups.total AS "value", groups.found AS answers,
  groups.found * 0.5 / power(10, coalesce(studies.rounding, 0)) AS margin
FROM groups
JOIN scales ON scales.scale = groups.scale AND scales.answers = groups.found
JOIN studies ON studies.code = groups.study
WHERE groups.found > 1 AND abs(groups.total - 100) > groups.found * 0.5 / power(10, coalesce(studies.rounding, 0))
