-- title_fr: L'observatoire suit seize domaines, rangés de 1 à 16
-- title_en: The observatory follows sixteen domains, ranked from 1 to 16
-- table: domains
SELECT min(code) AS code, count(*) AS domains, max(position) AS last_rank
FROM domains
HAVING count(*) <> 16 OR max(position) <> 16
