-- title_fr: Une valeur mesurée n'est jamais une observation d'enquête
-- title_en: A measured value is never a survey observation
-- table: observations
-- field: indicator
SELECT identifier, indicator FROM observations WHERE indicator IN (SELECT code FROM context_indicators)
