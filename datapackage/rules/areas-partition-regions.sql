-- title_fr: Un territoire d'étude est fait de régions ; une région est faite d'elle-même, l'ensemble n'a pas de membres
-- title_en: A study area is made of regions; a region is made of itself, the whole country has no members
-- table: territories
SELECT territories.code, territories.kind, string_agg(territory_members.region, ' ') AS regions
FROM territories
LEFT JOIN territory_members ON territory_members.territory = territories.code
GROUP BY territories.code, territories.kind
HAVING (territories.kind = 'country' AND count(territory_members.region) <> 0)
    OR (territories.kind = 'study_area' AND count(territory_members.region) = 0)
    OR (territories.kind = 'region' AND (count(territory_members.region) <> 1 OR any_value(territory_members.region) <> replace(territories.code, 'region_', '')))
