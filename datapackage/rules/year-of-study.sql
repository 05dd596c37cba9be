-- title_fr: L'année d'une observation est celle de son étude, ou tombe dans sa période
-- title_en: The year of an observation is that of its study, or falls within its period
-- table: observations
SELECT observations.identifier, observations.year, studies.year AS study_year
FROM observations
JOIN studies ON studies.code = observations.study
WHERE observations.year IS NOT NULL
  AND NOT (observations.year BETWEEN studies.year AND coalesce(studies.year_end, studies.year))
   OR (observations.year IS NULL AND studies.year IS NOT NULL)
