"""What differs between two packages: rows, cell by cell; schemas; and the version step that this demands.

    sheets.py      a table as texts: fields, key, rows
    stored.py      a large table where it lies, in batches
    rows.py        two tables → changes, each at the key of its row
    pairs.py       the rows of two tables, paired by name; joins.py: the same of large ones, in DuckDB
    moves.py       which rows have moved: as few as tell the new order
    keys.py        which rows removed and added are one: an erratum corrected its key, or it moved
    shapes.py      two schemas → changes, each with the step that it demands
    restricts.py   whether a constraint became tighter or looser
    blobs.py       what is compared by its digest: files that are no tables, tables that cannot be read
    compare.py     two packages → Difference
    opened.py      the same, by where they are
    foretold.py    what two descriptions alone tell of it
    patch.py       old tables + a Difference = new tables, cell by cell and in order
    files.py       changes.csv and schema.json: written, read again
    report.py      a Difference in words, in French and in English: text, Markdown, JSON

Derived tables are left out: they follow from the others. Everything is compared as the texts of the files,
so that nothing is lost: « 37.50 » is not « 37.5 », and what means « no value » is a text like another. Small
tables are compared in memory; of large ones it holds some batches, and what differs.
"""
