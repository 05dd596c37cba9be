-- title_fr: Un erratum change quelque chose, reprend la cellule où l'erratum d'avant l'a laissée, et l'identifiant d'une clé corrigée n'est plus celui d'aucune ligne
-- title_en: An erratum changes something, takes up the cell where the previous erratum left it, and the identifier of a corrected key is no longer that of any row
-- table: errata
WITH told AS (
  SELECT *, string_split(version, '.')::INTEGER[] AS step, lag(new) OVER cell AS before, row_number() OVER cell AS rank
  FROM errata
  WINDOW cell AS (PARTITION BY identifier, field ORDER BY "date", string_split(version, '.')::INTEGER[])
),
-- The key cells of the rows that have errata: few, so each scan of `cells` probes them and keeps nothing else.
own AS MATERIALIZED (
  SELECT * FROM cells WHERE "key" IS NOT NULL AND identifier IN (SELECT identifier FROM errata)
),
-- The key of each row that has errata, field by field, as it was before each of their versions.
parts AS (
  SELECT DISTINCT told.identifier, told.version, own."table", own."key", coalesce(
    (SELECT arg_min(coalesce(later.old, ''), later.step) FROM told AS later
     WHERE later.identifier = told.identifier AND later.field = own.field AND later.step >= told.step),
    own."value", '') AS part
  FROM told JOIN own ON own.identifier = told.identifier
),
former AS MATERIALIZED (
  SELECT identifier, version, "table" || ':' || string_agg(
    CASE part WHEN '' THEN '-' WHEN '-' THEN '%2D' ELSE replace(url_encode(part), '~', '%7E') END, '/' ORDER BY "key") AS name
  FROM parts
  GROUP BY identifier, version, "table"
),
-- Of those former names, the ones that a row bears; asked apart, since in an OR all cells would be kept to ask.
taken AS MATERIALIZED (
  SELECT DISTINCT identifier FROM cells WHERE identifier IN (SELECT name FROM former WHERE name <> identifier)
)
SELECT identifier, field, version, old, new, before
FROM told
WHERE old IS NOT DISTINCT FROM new OR (rank > 1 AND old IS DISTINCT FROM before)
UNION ALL
SELECT told.identifier, told.field, told.version, told.old, told.new, former.name
FROM told
JOIN own ON own.identifier = told.identifier AND own.field = told.field
JOIN former ON former.identifier = told.identifier AND former.version = told.version AND former.name <> told.identifier
WHERE former.name IN (FROM taken)
  OR former.name IN (SELECT other.name FROM former AS other WHERE other.identifier <> told.identifier AND other.name <> other.identifier)
