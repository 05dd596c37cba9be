-- title_fr: Une base dépasse l'effectif de son étude
-- title_en: A base is above the number of respondents of its study
-- table: observations
-- severity: warning
-- field: base_n
SELECT observations.identifier, observations.base_n, studies.n
FROM observations
JOIN studies ON studies.code = observations.study
WHERE observations.base_n > studies.n
