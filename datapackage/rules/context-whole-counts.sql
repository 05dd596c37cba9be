-- title_fr: Un taux calculé d'un nombre entier et d'une population de la table redonne un nombre entier, à l'arrondi près
-- title_en: A rate computed from a whole number and a population in the table gives back a whole number, within rounding
-- table: context-values
-- field: value
WITH rates(indicator, per, half_step) AS (
  VALUES ('creations_entreprises_pour_1000_hab', 1e3, 0.005),
    ('maisons_sante_pour_100000', 1e5, 0.005),
    ('tues_route_par_million', 1e6, 0.05)
), found AS (
  SELECT rate.indicator, rate.year, rate.region, rate."value",
    rate."value" * people."value" / rates.per AS number,
    rates.half_step * people."value" / rates.per AS margin,
    people."value" AS people
  FROM context_values AS rate
  JOIN rates ON rates.indicator = rate.indicator
  LEFT JOIN context_values AS people
    ON people.indicator = 'population_municipale' AND people.year = rate.year AND people.region = rate.region
)
SELECT indicator, year, region, "value", round(number, 3) AS number, round(margin, 3) AS margin
FROM found
WHERE ("value" IS NULL) <> (people IS NULL) OR abs(number - round(number)) > margin + 1e-6
