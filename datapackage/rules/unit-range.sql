-- title_fr: Un pourcentage tient entre 0 et 100, une note entre 0 et 10
-- title_en: A percentage lies between 0 and 100, a score between 0 and 10
-- table: observations
SELECT identifier, "value", unit
FROM observations
WHERE (unit = 'percent' AND ("value" < 0 OR "value" > 100))
   OR (unit = 'score_10' AND ("value" < 0 OR "value" > 10))
   OR (unit = 'count' AND "value" < 0)
