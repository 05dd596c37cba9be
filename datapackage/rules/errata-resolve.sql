-- title_fr: Un erratum nomme une cellule qui existe, et le dernier en date en dit le contenu actuel
-- title_en: An erratum names a cell that exists, and the latest of a cell says what it holds now
-- table: errata
WITH latest AS (
  SELECT * FROM errata
  QUALIFY row_number() OVER (PARTITION BY identifier, field ORDER BY "date" DESC, string_split(version, '.')::INTEGER[] DESC) = 1
)
SELECT latest.identifier, latest.field, latest.version, latest.new, cells."value" AS holds
FROM latest
LEFT JOIN cells ON cells.identifier = latest.identifier AND cells.field = latest.field
WHERE cells.identifier IS NULL OR cells."value" IS DISTINCT FROM latest.new
