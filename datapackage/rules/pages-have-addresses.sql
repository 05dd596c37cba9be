-- title_fr: Une page du web a une adresse
-- title_en: A web page has an address
-- table: sources
SELECT code FROM sources WHERE kind = 'page' AND address IS NULL
