-- title_fr: Une observation lue dans la présentation dit sa page ; une page du web n'en a pas
-- title_en: An observation read in the slides says its page; a web page has none
-- table: observations
SELECT observations.identifier, observations.source, observations.page
FROM observations
JOIN sources ON sources.code = observations.source
WHERE (sources.kind = 'deck' AND observations.page IS NULL)
   OR (sources.kind = 'page' AND observations.page IS NOT NULL)
