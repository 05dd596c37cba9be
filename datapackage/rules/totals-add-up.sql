-- title_fr: Un total de réponses est leur somme, à l'arrondi de l'étude près, et n'est jamais inférieur à l'une d'elles
-- title_en: A total of answers is their sum, within the rounding of the study, and never below one of them
-- table: observations
-- field: value
WITH parts AS (
  SELECT total.code AS total, unnest(string_split(total.parts, ' ')) AS part, len(string_split(total.parts, ' ')) AS size
  FROM answers AS total
  WHERE total.parts IS NOT NULL
), pairs AS (
  SELECT whole.identifier, whole.study, whole."value", parts.size, part."value" AS part
  FROM observations AS whole
  JOIN parts ON parts.total = whole.answer
  JOIN observations AS part
    ON part.answer = parts.part AND part."value" IS NOT NULL
   AND part.study = whole.study AND part.indicator = whole.indicator
   AND part.population IS NOT DISTINCT FROM whole.population AND part.territory IS NOT DISTINCT FROM whole.territory
   AND part.domain IS NOT DISTINCT FROM whole.domain AND part.subject IS NOT DISTINCT FROM whole.subject
   AND part.item IS NOT DISTINCT FROM whole.item AND part.year IS NOT DISTINCT FROM whole.year
  WHERE whole."value" IS NOT NULL
), summed AS (
  SELECT identifier, study, "value", size, count(*) AS found, sum(CAST(part AS DECIMAL(18, 6))) AS expected, max(part) AS largest
  FROM pairs
  GROUP BY ALL
)
SELECT summed.identifier, summed."value", summed.expected, summed.largest
FROM summed
JOIN studies ON studies.code = summed.study
WHERE summed."value" < summed.largest
   OR (summed.found = summed.size AND summed.size > 1
     AND abs(CAST(summed."value" AS DECIMAL(18, 6)) - summed.expected) > (summed.size + 1) * 0.5 / power(10, coalesce(studies.rounding, 0)))
