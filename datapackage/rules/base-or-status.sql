-- title_fr: Une base est vide si, et seulement si, son statut la dit manquante
-- title_en: A base is empty if, and only if, its status says that it is missing
-- table: observations
-- field: base_n
SELECT observations.identifier, base_n, base_status
FROM observations
JOIN statuses ON statuses.code = base_status
WHERE (base_n IS NOT NULL) <> statuses.value_expected
