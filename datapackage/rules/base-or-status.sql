-- title_fr: Une base est vide si, et seulement si, son statut la dit manquante
-- title_en: A base is empty if, and only if, its status says that it is missing
-- table: regional-rates
SELECT study, population, territory, indicator, source, base_n, base_status
FROM regional_rates
JOIN statuses ON statuses.code = base_status
WHERE (base_n IS NOT NULL) <> statuses.value_expected
