-- title_fr: Chaque famille d'indicateurs mesurés est utilisée
-- title_en: Every family of measured indicators is used
-- table: context-families
SELECT code FROM context_families WHERE code NOT IN (SELECT family FROM context_indicators)
