-- title_fr: Dans un découpage, une région n'appartient qu'à un territoire ; une étude n'emploie que son découpage
-- title_en: Within a geography a region belongs to one territory only; a study uses its own geography only
-- table: territory-members
SELECT any_value(territory_members.territory) AS territory, territory_members.region, territories.geography, count(*) AS times
FROM territory_members
JOIN territories ON territories.code = territory_members.territory
GROUP BY territory_members.region, territories.geography
HAVING count(*) > 1
UNION ALL
SELECT DISTINCT observations.territory, NULL, territories.geography, NULL
FROM observations
JOIN territories ON territories.code = observations.territory
JOIN studies ON studies.code = observations.study
WHERE territories.kind <> 'country' AND territories.geography IS DISTINCT FROM studies.geography
