-- title_fr: Pratiquer, souhaiter et ne pas souhaiter de partenariat font 100, à un point près
-- title_en: Having, wishing for and not wishing for partnerships add up to 100, within one point
-- table: observations
-- field: value
SELECT min(identifier) AS identifier, sum("value") AS total
FROM observations
WHERE indicator IN ('practice_rate', 'wish_partnership', 'no_wish_partnership')
GROUP BY study, population, territory, source
HAVING count(DISTINCT indicator) = 3 AND abs(sum("value") - 100) > 1
