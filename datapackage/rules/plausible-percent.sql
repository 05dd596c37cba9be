-- title_fr: Un pourcentage est inférieur à 1 : part écrite de 0 à 1 ?
-- title_en: A percentage is below 1: a share written from 0 to 1?
-- table: observations
-- severity: warning
-- field: value
WITH listed AS (
  -- What each figure is an alternative to: the other answers of its scale, or the other items of its list.
  SELECT observations.*, coalesce(studies.rounding, 0) AS rounding,
    CASE WHEN answers.kind = 'part' THEN answers.scale WHEN observations.answer IS NULL THEN items.kind END AS list,
    CASE WHEN observations.answer IS NOT NULL THEN observations.item END AS about
  FROM observations
  JOIN studies ON studies.code = observations.study
  LEFT JOIN answers ON answers.code = observations.answer
  LEFT JOIN items ON items.code = observations.item
  WHERE unit = 'percent'
), summed AS (
  SELECT identifier, "value", unit, rounding, list, count("value") OVER whole AS found, sum(CAST("value" AS DECIMAL(18, 6))) OVER whole AS total
  FROM listed
  WINDOW whole AS (PARTITION BY study, indicator, population, territory, domain, subject, about, listed.year, source, list)
)
-- A small share is right where, with its alternatives, it makes 100.
SELECT identifier, "value", unit
FROM summed
WHERE "value" > 0 AND "value" < 1
  AND (list IS NULL OR found = 1 OR abs(total - 100) > found * 0.5 / power(10, rounding))
