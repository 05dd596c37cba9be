-- title_fr: Une période dont les pages lues ne nomment que quelques régions le dit en note
-- title_en: A period for which the pages that were read name only a few regions says so in its note
-- table: context-series
-- field: note
SELECT series.indicator, series.year, series.regions_published, series.note
FROM context_series AS series
WHERE (series.note IS NULL OR NOT starts_with(series.note, 'Partiel'))
  AND EXISTS (
    SELECT 1 FROM context_values AS measured
    WHERE measured.indicator = series.indicator AND measured.year = series.year
      AND measured.absence IN ('not_found', 'partial_copy')
  )
