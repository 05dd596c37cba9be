-- title_fr: « Prioritaire ou secondaire » est la somme de « prioritaire » et de « secondaire »
-- title_en: “Priority or secondary” is the sum of “priority” and “secondary”
-- table: collectivity-priorities
SELECT whole.study, whole.role, whole.answer, whole."value", sum(part."value") AS expected
FROM collectivity_priorities AS whole
LEFT JOIN collectivity_priorities AS part
  ON part.study = whole.study AND part.role = whole.role AND part.answer IN ('priority', 'secondary')
WHERE whole.answer = 'priority_or_secondary'
GROUP BY ALL
HAVING count(part."value") <> 2 OR whole."value" IS DISTINCT FROM sum(part."value")
