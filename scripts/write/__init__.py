"""What a release holds, file by file: the same content gives the same bytes.

    content.py       Content: the package and its tables, derived ones included, ready to be written
    carried.py       what is no table: where its files are in a release
    formats/         one file a format (FORMATS), and what reads it again
    describe.py      Release: the package as it was written, and the descriptors of its files
    pages/           the pages, one module each (PAGES), and their templates
    data.py          what pages ask of a table's rows, in memory or on disk
    shown.py         the tables that pages show code on
    dictionary.py    every field of every table
    citation.py      who made it, and how it is cited
    sql.py           how names and texts are spelt in SQL
    words.py         what pages say, in French and in English, from words.toml

Everything comes as arguments: no clock is read, and of the disk only the words and templates beside the code.
"""
