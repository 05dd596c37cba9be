-- title_fr: Chaque source d'indicateur mesuré est utilisée
-- title_en: Every source of a measured indicator is used
-- table: context-sources
SELECT code FROM context_sources WHERE code NOT IN (SELECT source FROM context_series)
