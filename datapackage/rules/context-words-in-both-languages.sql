-- title_fr: Ruptures, réserves et relais sont écrits dans les deux langues ou dans aucune
-- title_en: Breaks, caveats and relays are written in both languages or in none
-- table: context-indicators
SELECT code, breaks_fr AS fr, breaks_en AS en FROM context_indicators WHERE (breaks_fr IS NULL) <> (breaks_en IS NULL)
UNION ALL SELECT code, caveats_fr, caveats_en FROM context_indicators WHERE (caveats_fr IS NULL) <> (caveats_en IS NULL)
UNION ALL SELECT code, relay_fr, relay_en FROM context_sources WHERE (relay_fr IS NULL) <> (relay_en IS NULL)
