"""Bytes → records: what every reader of a table begins with.

files.py       where the files of a package are
form.py        how a table is written: its format, dialect, encoding, packing
packed.py      compressed files and archives, unpacked no further than they should be
delimited.py   CSV, TSV and their like
undivided.py   what the three below have in common
documents.py   JSON, JSON lines, rows within the descriptor
sheets.py      spreadsheets
columns.py     Parquet
reading.py     `Reading`: the header and the rows of any of them, each with its row and its line
"""
