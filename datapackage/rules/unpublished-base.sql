-- title_fr: Une base n'est dite non publiée (O) que si sa source a été lue en entier
-- title_en: A base is said not to be published (O) only where its source was read whole
-- table: observations
-- field: base_status
SELECT observations.identifier, observations.base_status, sources.code AS source, sources.read
FROM observations
JOIN sources ON sources.code = observations.source
WHERE observations.base_status = 'O' AND sources.read <> 'whole'
