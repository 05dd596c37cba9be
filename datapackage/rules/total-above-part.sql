-- title_fr: « Très important + important » n'est pas inférieur à « très important »
-- title_en: Very important + important is not below very important
-- table: actor-roles
SELECT whole.study, whole.domain, whole.actor, whole.answer, whole."value", part."value" AS very_important
FROM actor_roles AS whole
JOIN actor_roles AS part USING (study, domain, actor)
WHERE whole.answer = 'very_important_or_important' AND part.answer = 'very_important' AND whole."value" < part."value"
