"""Tables in columns: batches of texts, then of values, whatever the number of rows.

    texts.py            the rows of a table as batches of texts, by Arrow where its bytes are plain CSV
    typed.py            a batch of texts → the batch of its values
    plain.py            PlainCsv: a table in the CSV of a release, read in batches

What a scan has proven right is parsed by Arrow alone; Python's reader is for what Arrow cannot say (another
encoding, several files, JSON), and its judges for the forms of a value that Arrow does not know (` 7`, 1_000,
31/12/2025): once for each text of a batch, not once a cell.
"""
