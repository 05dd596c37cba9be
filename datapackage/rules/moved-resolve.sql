-- title_fr: Un ancien identifiant mène à un chiffre qui existe, et n'est pas celui d'un autre
-- title_en: An old identifier leads to a figure that exists, and is not that of another
-- table: moved
SELECT moved.old, moved.new
FROM moved
LEFT JOIN observations ON observations.identifier = moved.new
WHERE observations.identifier IS NULL OR moved.old IN (SELECT identifier FROM observations)
