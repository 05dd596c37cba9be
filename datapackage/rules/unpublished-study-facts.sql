-- title_fr: Institut, méthode ou effectif d'une étude ne sont dits non publiés (O) que si sa source a été lue en entier
-- title_en: Institute, method or sample size of a study are said not to be published (O) only where its source was read whole
-- table: studies
SELECT studies.code, studies.institute_status, studies.method_status, studies.n_status, sources.code AS source, sources.read
FROM studies
JOIN sources ON sources.code = studies.source
WHERE sources.read <> 'whole' AND 'O' IN (studies.institute_status, studies.method_status, studies.n_status)
