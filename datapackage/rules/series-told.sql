-- title_fr: Une série ne nomme que des études qui ont un chiffre de l'indicateur et de la population ; une rupture dit sa raison
-- title_en: A series names only studies that have a figure of the indicator and the population; a break says its reason
-- table: series
SELECT series.indicator, series.population, series.study, series.joined
FROM series
LEFT JOIN (SELECT DISTINCT indicator, population, study FROM observations WHERE "value" IS NOT NULL) AS figures USING (indicator, population, study)
WHERE figures.study IS NULL OR (series.joined = FALSE AND series.reason_fr IS NULL) OR (series.reason_fr IS NULL) <> (series.reason_en IS NULL)
