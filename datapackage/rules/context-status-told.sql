-- title_fr: Une valeur mesurée qui est calculée, incertaine, provisoire ou absente le dit en note ; calculée, avec sa formule
-- title_en: A measured value that is computed, uncertain, provisional or absent says so in the note; computed, with its formula
-- table: context-values
-- field: note
SELECT indicator, year, region, status, note
FROM context_values
WHERE (status <> 'A' AND note IS NULL)
   OR (status = 'E' AND NOT regexp_matches(note, '^Calculé.*: .* [/+×] '))
