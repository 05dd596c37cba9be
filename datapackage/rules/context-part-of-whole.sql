-- title_fr: Les 75 ans ou plus ne sont pas plus nombreux que les 65 ans ou plus, ni le premier décile plus haut que la médiane
-- title_en: Those aged 75 or over do not outnumber those aged 65 or over, nor is the first decile above the median
-- table: context-values
-- field: value
WITH pairs(part, whole) AS (
  VALUES ('part_75_plus', 'part_65_plus'), ('niveau_vie_d1', 'niveau_vie_median')
)
SELECT part.indicator, part.year, part.region, part."value", whole.indicator AS whole, whole."value" AS whole_value
FROM pairs
JOIN context_values AS part ON part.indicator = pairs.part
JOIN context_values AS whole ON whole.indicator = pairs.whole AND whole.year = part.year AND whole.region = part.region
WHERE part."value" > whole."value"
