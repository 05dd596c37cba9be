-- title_fr: Une marque de significativité accompagne une valeur
-- title_en: A significance mark goes with a value
-- table: regional-rates
SELECT study, population, territory, indicator, source, significance
FROM regional_rates
WHERE "value" IS NULL AND significance <> 'not_published'
