-- title_fr: Deux valeurs différentes pour une même observation disent leur conflit en note
-- title_en: Two different values for one observation state their conflict in the note
-- table: observations
-- field: note
SELECT DISTINCT one.identifier, one."value", other."value" AS other, one.note
FROM observations AS one
JOIN observations AS other
  ON other.study IS NOT DISTINCT FROM one.study AND other.indicator = one.indicator
 AND other.population IS NOT DISTINCT FROM one.population AND other.territory IS NOT DISTINCT FROM one.territory
 AND other.domain IS NOT DISTINCT FROM one.domain AND other.subject IS NOT DISTINCT FROM one.subject
 AND other.item IS NOT DISTINCT FROM one.item AND other.answer IS NOT DISTINCT FROM one.answer
WHERE other."value" <> one."value"
  AND (one.note IS NULL OR NOT contains(lower(one.note), 'conflit'))
