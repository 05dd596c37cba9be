-- title_fr: Le statut d'une raison d'absence dit une valeur manquante, et chaque raison sert
-- title_en: The status of a reason for absence means a missing value, and every reason is used
-- table: absence-reasons
SELECT absence_reasons.code, absence_reasons.status
FROM absence_reasons
JOIN statuses ON statuses.code = absence_reasons.status
WHERE statuses.value_expected
   OR absence_reasons.code NOT IN (SELECT absence FROM context_values WHERE absence IS NOT NULL)
