-- title_fr: Une chose rouge a une taille
-- title_en: A red thing has a size
-- table: things
-- field: size
SELECT code, kind FROM things WHERE kind = 'red' AND "size" IS NULL
