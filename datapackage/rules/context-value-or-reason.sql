-- title_fr: Une valeur mesurée est vide si, et seulement si, une raison le dit, avec le statut de cette raison
-- title_en: A measured value is empty if, and only if, a reason says so, with the status of that reason
-- table: context-values
-- field: status
SELECT measured.indicator, measured.year, measured.region, measured."value", measured.status, measured.absence
FROM context_values AS measured
JOIN statuses ON statuses.code = measured.status
LEFT JOIN absence_reasons ON absence_reasons.code = measured.absence
WHERE (measured."value" IS NOT NULL) <> statuses.value_expected
   OR (measured."value" IS NULL) <> (measured.absence IS NOT NULL)
   OR absence_reasons.status IS DISTINCT FROM CASE WHEN measured.absence IS NULL THEN NULL ELSE measured.status END
