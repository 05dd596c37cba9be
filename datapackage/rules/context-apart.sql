-- title_fr: Une valeur mesurée n'est jamais une observation d'enquête
-- title_en: A measured value is never a survey observation
-- table: observations
SELECT observations.identifier, observations."table", observations.indicator
FROM observations
WHERE starts_with(observations."table", 'context-')
   OR observations.indicator IN (SELECT code FROM context_indicators)
