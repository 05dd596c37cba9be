-- title_fr: La population d'une observation appartient à l'acteur que son étude interroge
-- title_en: The population of an observation belongs to the actor that its study surveys
-- table: observations
SELECT observations.identifier, observations.population, studies.population AS surveyed
FROM observations
JOIN studies ON studies.code = observations.study
JOIN populations AS seen ON seen.code = observations.population
JOIN populations AS asked ON asked.code = studies.population
WHERE seen.actor IS NOT NULL AND seen.actor IS DISTINCT FROM asked.actor
