-- title_fr: Effectif, institut et méthode d'une étude sont vides si, et seulement si, leur statut le dit
-- title_en: Sample size, institute and method of a study are empty if, and only if, their status says so
-- table: studies
SELECT studies.code, 'n' AS field, studies.n_status AS status
FROM studies JOIN statuses ON statuses.code = studies.n_status
WHERE (studies.n IS NOT NULL) <> statuses.value_expected
UNION ALL
SELECT studies.code, 'institute', studies.institute_status
FROM studies JOIN statuses ON statuses.code = studies.institute_status
WHERE (studies.institute IS NOT NULL) <> statuses.value_expected
UNION ALL
SELECT studies.code, 'method_fr', studies.method_status
FROM studies JOIN statuses ON statuses.code = studies.method_status
WHERE (studies.method_fr IS NOT NULL) <> statuses.value_expected
