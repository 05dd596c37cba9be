"""What the pages show: pure functions (release, reader, selection) → Figure. They know no Streamlit.

Every number in a Figure is a cell of the release; what is said of it is worded by `texts`.

    claims.py      what a sentence says, for a machine; how a new figure states it
    bases.py       the base of a rate and its interval, or why there is none
    errata.py corrections.py    what was corrected, by reason: of a row, of the release; beside a figure
    reading.py     what may be said of what was not found: not published, not read
    absences.py    why a value is absent, in words
    figure.py      Figure, Panel, Key, Citation
    lookup.py      labels, order and rows of the reference tables
    marks.py       how a value is printed with its observation status
    provenance.py  study, base, question, sources of a set of rows
    roles.py matrix.py priorities.py territories.py coconstruction.py highlights.py    one figure each
    series.py dynamics.py conflicts.py    rates over time, breaks, two sources that differ
    field.py practices.py key_figures.py    pioneers, profiles, impacts, needs; types and scales; counts
    field_views.py    the cards of the field as views
    method.py citing.py dictionary.py    studies, questions; citations; files and fields
    facts.py fact_words.py    every survey figure with its dimensions; in words
    prisms.py crossing.py availability.py    domain × territory × actor: what is known, what is not and why
    sheets.py domain_sheet.py territory_sheet.py actor_sheet.py    all about one of them
    enumerated.py collected.py sheet_charts.py sheet_part.py    a part of a sheet as a sentence and a figure
    observation.py echoes.py ways.py addressed.py    all about one number; where it is shown
    search.py      sheets, pages and numbers found by words
    context.py ranks.py    official statistics as the release holds them; rank, median, classes
    measured.py measured_words.py measured_view.py    what is measured
    perceived.py region_card.py    what is measured, beside what is perceived
"""
