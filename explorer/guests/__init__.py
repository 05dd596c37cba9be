"""Data Packages of others: hostile until shown otherwise. Knows no Streamlit and draws nothing.

    rules.py        what is allowed and how much of it; Refused, Budget
    network.py      an address → bytes: public machines only, each hop checked, bounded in size and in time
    archive.py      a zip → its files, after all its entries were looked at
    sources.py      where a package lies: an address, uploaded files, a folder that the operator allows
    uploads.py      files that were sent: a package, or tables and their schema
    descriptor.py   JSON bytes → plain values, bounded and cleaned
    fetched.py      the files of a source, bounded, for the reader of `validate` (scripts/reading)
    patterns.py     patterns in time that grows with the text alone
    reading.py      one table, read by that reader: as many rows as there is room for
    tables.py       what is kept of it: texts, values, faults, keys
    opening.py      all of it in order: `open_guest`
    shelf.py        the few packages that are open in this process, each known by a secret of its visitor

What cannot be opened raises Refused, whose `code` names the sentence of `texts.refusals` to show.
"""
