-- title_fr: Une autre page corrobore une observation qui existe, d'une autre source, et qui a une valeur
-- title_en: A further page corroborates an observation that exists, from another source, and that has a value
-- table: corroborations
SELECT corroborations.observation, corroborations.source
FROM corroborations
LEFT JOIN observations ON observations.identifier = corroborations.observation
WHERE observations.identifier IS NULL OR observations.source = corroborations.source OR observations."value" IS NULL
