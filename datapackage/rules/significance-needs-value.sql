-- title_fr: Une marque de comparaison, une borne, une valeur p ou une base accompagnent une valeur
-- title_en: A mark of comparison, a bound, a p-value or a base goes with a value
-- table: observations
-- field: significance
SELECT identifier, significance, lower, upper, p_value, base_n
FROM observations
WHERE "value" IS NULL
  AND (coalesce(significance, 'not_published') <> 'not_published' OR lower IS NOT NULL OR upper IS NOT NULL OR p_value IS NOT NULL)
