-- title_fr: Un erratum change quelque chose, reprend la cellule où l'erratum d'avant l'a laissée, et l'identifiant d'une clé corrigée n'est plus celui d'aucune ligne
-- title_en: An erratum changes something, takes up the cell where the previous erratum left it, and the identifier of a corrected key is no longer that of any row
-- table: errata
WITH told AS (
  SELECT *, string_split(version, '.')::INTEGER[] AS step, lag(new) OVER cell AS before, row_number() OVER cell AS rank
  FROM errata
  WINDOW cell AS (PARTITION BY identifier, field ORDER BY "date", string_split(version, '.')::INTEGER[])
),
-- The cells of the rows that have errata; of a large table they are few.
own AS MATERIALIZED (
  SELECT cells.* FROM cells SEMI JOIN told ON told.identifier = cells.identifier
),
-- The key of each row that has errata, field by field, as it was before each of their versions.
parts AS (
  SELECT DISTINCT told.identifier, told.version, own."table", own."key", coalesce(
    (SELECT arg_min(coalesce(later.old, ''), later.step) FROM told AS later
     WHERE later.identifier = told.identifier AND later.field = own.field AND later.step >= told.step),
    own."value", '') AS part
  FROM told JOIN own ON own.identifier = told.identifier AND own."key" IS NOT NULL
),
former AS (
  SELECT identifier, version, "table" || ':' || string_agg(
    CASE part WHEN '' THEN '-' WHEN '-' THEN '%2D' ELSE replace(url_encode(part), '~', '%7E') END, '/' ORDER BY "key") AS name
  FROM parts
  GROUP BY identifier, version, "table"
)
SELECT identifier, field, version, old, new, before
FROM told
WHERE old IS NOT DISTINCT FROM new OR (rank > 1 AND old IS DISTINCT FROM before)
UNION ALL
SELECT told.identifier, told.field, told.version, told.old, told.new, former.name
FROM told
JOIN own ON own.identifier = told.identifier AND own.field = told.field AND own."key" IS NOT NULL
JOIN former ON former.identifier = told.identifier AND former.version = told.version AND former.name <> told.identifier
WHERE former.name IN (SELECT cells.identifier FROM cells SEMI JOIN former ON former.name = cells.identifier)
  OR former.name IN (SELECT other.name FROM former AS other WHERE other.identifier <> told.identifier AND other.name <> other.identifier)
