"""The workbook as the form: the tables that people edit, in words, and back as canonical CSV.

    labels.py     labels that no two rows share, what people take for the same, codes made from labels
    values.py     numbers, days and codes as people write them
    cells.py      a value of a sheet ↔ the text of a CSV, by the kind of its column
    tables.py     which tables people edit, in which order, and the columns of each
    looks.py      the colours and formats of the workbook; front.py its first sheet
    guards.py     what a sheet says of its columns, and refuses
    writing.py    the workbook
    unseen.py     cells that a reader takes for empty and that are not
    opening.py    a workbook that comes back: its sheets, and the rows that it was made from
    matching.py   which row of a sheet was which row of the table
    coding.py     the codes of new rows
    taking.py     what a workbook asks to be written, and what cannot be understood
    saved.py      the same of a CSV that a spreadsheet saved
    changes.py    what changes, cell by cell; told.py says it in words
    storing.py    canonical CSV, written whole or not at all

Between the two a row is the texts of its CSV, in the order of the fields (`tables.Table`).
"""
