-- title_fr: Pratiquer, souhaiter et ne pas souhaiter de partenariat font 100, à un point près
-- title_en: Having, wishing for and not wishing for partnerships add up to 100, within one point
-- table: national-rates
SELECT study, population, any_value(indicator) AS indicator, source, sum("value") AS total
FROM national_rates
WHERE indicator IN ('practice_rate', 'wish_partnership', 'no_wish_partnership')
GROUP BY study, population, source
HAVING count(DISTINCT indicator) = 3 AND abs(sum("value") - 100) > 1
