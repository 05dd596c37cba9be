"""What lies on disk or at an address, read: descriptors, tables, rows, cells.

    sources.py       opens a folder, a descriptor, a zip (unzip.py), an https address (fetch.py), one table
                     with its schema (single.py)
    web.py           what lies at an address, as a file
    hosts.py         which machines may be asked for what a stranger's package names
    reach.py         the files that a descriptor names, those at addresses brought here
    recognise.py     what a file really is: its kind, encoding, delimiter, decimal sign
    model/           Package, Resource, Field; versions; the few exceptions: standard library only
    issues/          a fault as a value, and its words in French and in English
    descriptor/      JSON ↔ model; the only place that knows how the standard spells its properties
    rows/            bytes → records, whatever a table is written in: CSV, JSON, workbooks, Parquet
    values/          a cell → its value, by the type and the dress of its field
    exact/           every row with its values, and what is wrong with it: for the explorer and all engines
    tables.py        a table as texts (redressed.py) or as a typed Arrow table, for who trusts its rows
    columnar/        the same in columns: batches of texts and of values, whatever the number of rows
    sql.py           how names and values are spelled in SQL
    digests.py       the digest of a resource's bytes, whatever they are
    identifiers.py   table and key of a row, as one text
    cells.py         every cell as one row, for rules that speak of any cell
    changelog.py     what the changelog of the data says of a version

The explorer imports this folder, and of scripts/ nothing else. What is read comes from anywhere: it is
bounded, and refused in one line where it cannot be read.
"""
