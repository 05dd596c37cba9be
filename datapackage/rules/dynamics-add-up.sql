-- title_fr: Les quatre réponses de la question 4 font 100, à un point près, et le total est la somme des trois premières
-- title_en: The four answers to question 4 add up to 100, within one point, and the total is the sum of the first three
-- table: coconstruction-dynamics
WITH printed AS (
  SELECT study, population, source,
    sum("value") FILTER (answer IN ('yes_rooted', 'yes_growing', 'emerging')) AS yes,
    sum("value") FILTER (answer IN ('yes_rooted', 'yes_growing', 'emerging', 'not_at_all')) AS whole
  FROM coconstruction_dynamics
  GROUP BY ALL
  HAVING count(*) FILTER (answer IN ('yes_rooted', 'yes_growing', 'emerging', 'not_at_all')) = 4
)
SELECT study, population, 'not_at_all' AS answer, source, whole AS total FROM printed WHERE abs(whole - 100) > 1
UNION ALL
SELECT total.study, total.population, total.answer, total.source, total."value" AS total
FROM coconstruction_dynamics AS total
JOIN printed USING (study, population)
WHERE total.answer = 'any_yes' AND total."value" IS DISTINCT FROM printed.yes
