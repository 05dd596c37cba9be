-- title_fr: Dans une période, toutes les valeurs mesurées ont le même statut, hors les absentes
-- title_en: Within a period all measured values have the same status, absent ones apart
-- table: context-series
SELECT indicator, year, string_agg(DISTINCT status, ' ' ORDER BY status) AS statuses
FROM context_values
WHERE "value" IS NOT NULL
GROUP BY indicator, year
HAVING count(DISTINCT status) > 1
