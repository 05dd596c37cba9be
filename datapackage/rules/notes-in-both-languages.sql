-- title_fr: Une note est écrite dans les deux langues ou dans aucune
-- title_en: A note is written in both languages or in none
-- table: observations
SELECT 'actor-roles' AS "table", note, note_en FROM actor_roles WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'collectivity-priorities' AS "table", note, note_en FROM collectivity_priorities WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'regional-rates' AS "table", note, note_en FROM regional_rates WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'national-rates' AS "table", note, note_en FROM national_rates WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'fragility-perceptions' AS "table", note, note_en FROM fragility_perceptions WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'coconstruction-dynamics' AS "table", note, note_en FROM coconstruction_dynamics WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'partnership-practices' AS "table", note, note_en FROM partnership_practices WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'key-figures' AS "table", note, note_en FROM key_figures WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'pioneer-figures' AS "table", note, note_en FROM pioneer_figures WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'corroborations' AS "table", note, note_en FROM corroborations WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'studies' AS "table", note, note_en FROM studies WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'sources' AS "table", note, note_en FROM sources WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'territories' AS "table", note, note_en FROM territories WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'mayor-profiles' AS "table", note, note_en FROM mayor_profiles WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'context-values' AS "table", note, note_en FROM context_values WHERE (note IS NULL) <> (note_en IS NULL)
UNION ALL SELECT 'context-series' AS "table", note, note_en FROM context_series WHERE (note IS NULL) <> (note_en IS NULL)
