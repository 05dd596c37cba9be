-- title_fr: Chaque région métropolitaine appartient à une zone d'étude et une seule ; un territoire qui est une région n'a qu'elle pour membre
-- title_en: Each region of metropolitan France belongs to one study area and one only; a territory that is a region has that region as its only member
-- table: territory-members
WITH areas AS (
  SELECT regions.code AS region, count(territories.code) AS areas
  FROM regions
  LEFT JOIN territory_members ON territory_members.region = regions.code
  LEFT JOIN territories ON territories.code = territory_members.territory AND territories.kind = 'study_area'
  GROUP BY regions.code, regions.metropolitan
  HAVING count(territories.code) <> CASE WHEN regions.metropolitan THEN 1 ELSE 0 END
)
SELECT NULL AS territory, region, areas FROM areas
UNION ALL
SELECT territories.code, string_agg(territory_members.region, ' '), count(territory_members.region)
FROM territories
LEFT JOIN territory_members ON territory_members.territory = territories.code
GROUP BY territories.code, territories.kind
HAVING (territories.kind = 'country' AND count(territory_members.region) <> 0)
    OR (territories.kind = 'study_area' AND count(territory_members.region) = 0)
    OR (territories.kind = 'region' AND (count(territory_members.region) <> 1 OR any_value(territory_members.region) <> replace(territories.code, 'region_', '')))
