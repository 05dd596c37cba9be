-- title_fr: Un intervalle a ses deux bornes et sa méthode, et entoure la valeur
-- title_en: An interval has its two bounds and its method, and lies around the value
-- table: observations
-- field: lower
SELECT identifier, "value", lower, upper, interval_method
FROM observations
WHERE (lower IS NULL) <> (upper IS NULL)
   OR (lower IS NULL) <> (interval_method IS NULL)
   OR lower > "value" OR upper < "value"
