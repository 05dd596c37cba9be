-- title_fr: Une valeur calculée (E) donne sa formule en note
-- title_en: A computed value (E) gives its formula in the note
-- table: observations
SELECT identifier, "value", note
FROM observations
WHERE status = 'E'
  AND (note IS NULL OR NOT regexp_matches(note, '[0-9]+ [-+] [0-9]+ = ' || CAST(CAST("value" AS BIGINT) AS VARCHAR) || '\b'))
