-- title_fr: Une page du web a une adresse, ou sa note dit pourquoi elle n'en a pas
-- title_en: A web page has an address, or its note says why it has none
-- table: sources
SELECT code FROM sources WHERE kind = 'page' AND address IS NULL AND note IS NULL
