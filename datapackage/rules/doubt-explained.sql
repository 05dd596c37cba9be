-- title_fr: Une valeur incertaine (U) ou manquante (O) dit pourquoi en note
-- title_en: An uncertain (U) or missing (O) value says why in the note
-- table: observations
SELECT identifier, status FROM observations WHERE status IN ('U', 'O') AND note IS NULL
