-- title_fr: Une valeur est vide si, et seulement si, son statut la dit manquante
-- title_en: A value is empty if, and only if, its status says that it is missing
-- table: observations
SELECT observations.identifier, observations."value", observations.status
FROM observations
JOIN statuses ON statuses.code = observations.status
WHERE (observations."value" IS NOT NULL) <> statuses.value_expected
