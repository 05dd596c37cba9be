-- title_fr: Une valeur repose sur moins de réponses que le seuil de son étude (30 à défaut) sans le dire (statut U ou N)
-- title_en: A value rests on fewer answers than the threshold of its study (30 by default) without saying so (status U or N)
-- table: observations
-- severity: warning
-- field: status
SELECT observations.identifier, observations."value", observations.base_n, observations.status, coalesce(studies.small_base, 30) AS threshold
FROM observations
JOIN studies ON studies.code = observations.study
WHERE observations."value" IS NOT NULL AND observations.base_n < coalesce(studies.small_base, 30) AND observations.status NOT IN ('U', 'N')
