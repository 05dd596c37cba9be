-- title_fr: Une marque « au-dessus » ou « au-dessous » de l'ensemble contredit les deux valeurs
-- title_en: A mark “above” or “below” the whole contradicts the two values
-- table: observations
-- severity: warning
-- field: significance
SELECT part.identifier, part."value", whole."value" AS whole, part.significance
FROM observations AS part
JOIN territories ON territories.code = part.territory
JOIN populations ON populations.code = part.population
JOIN observations AS whole
  ON whole.study = part.study AND whole.indicator = part.indicator AND whole.year IS NOT DISTINCT FROM part.year
 AND whole.domain IS NOT DISTINCT FROM part.domain AND whole.subject IS NOT DISTINCT FROM part.subject
 AND whole.item IS NOT DISTINCT FROM part.item AND whole.answer IS NOT DISTINCT FROM part.answer
JOIN territories AS country ON country.code = whole.territory AND country.kind = 'country'
WHERE whole.identifier <> part.identifier
  AND ((territories.kind <> 'country' AND whole.population = part.population)
    OR (territories.kind = 'country' AND whole.population = populations.parent))
  AND ((part.significance = 'above' AND part."value" <= whole."value") OR (part.significance = 'below' AND part."value" >= whole."value"))
-- Told once, though several sources print the whole.
QUALIFY row_number() OVER (PARTITION BY part.identifier ORDER BY whole.identifier) = 1
