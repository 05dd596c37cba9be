-- title_fr: Un indicateur d'une famille qui n'est pas rangée par domaine n'a pas de domaine, a « ni l'un ni l'autre » pour sens, et n'a le code d'aucun indicateur des enquêtes
-- title_en: An indicator of a family that is not arranged by domain has no domain, has “neither” for direction, and shares no code with an indicator of the surveys
-- table: context-indicators
-- field: family
SELECT context_indicators.code, context_indicators.family, context_indicators.domain, context_indicators.direction
FROM context_indicators
JOIN context_families ON context_families.code = context_indicators.family
WHERE NOT context_families.by_domain
  AND (context_indicators.domain IS NOT NULL
    OR context_indicators.direction <> 'neither'
    OR context_indicators.code IN (SELECT code FROM indicators))
