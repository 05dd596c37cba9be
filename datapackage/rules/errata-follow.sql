-- title_fr: Un erratum change quelque chose, et reprend la cellule où l'erratum d'avant l'a laissée
-- title_en: An erratum changes something, and takes the cell up where the erratum before left it
-- table: errata
WITH told AS (
  SELECT *, lag(new) OVER cell AS before, row_number() OVER cell AS rank
  FROM errata
  WINDOW cell AS (PARTITION BY identifier, field ORDER BY "date", string_split(version, '.')::INTEGER[])
)
SELECT identifier, field, version, old, new, before
FROM told
WHERE old IS NOT DISTINCT FROM new OR (rank > 1 AND old IS DISTINCT FROM before)
