-- title_fr: Une note est écrite dans les deux langues ou dans aucune
-- title_en: A note is written in both languages or in none
-- table: observations
SELECT identifier, any_value("table") AS in_table
FROM cells
WHERE field IN ('note', 'note_en')
GROUP BY identifier
HAVING count("value") = 1
