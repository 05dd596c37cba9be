-- title_fr: Chaque indicateur mesuré a une période au moins
-- title_en: Every measured indicator has one period at least
-- table: context-indicators
SELECT code FROM context_indicators WHERE code NOT IN (SELECT indicator FROM context_series)
