-- title_fr: Un pourcentage est inférieur à 1 : part écrite de 0 à 1 ?
-- title_en: A percentage is below 1: a share written from 0 to 1?
-- table: observations
-- severity: warning
-- field: value
SELECT identifier, "value", unit FROM observations WHERE unit = 'percent' AND "value" > 0 AND "value" < 1
