"""Data Packages of others: hostile until shown otherwise. Knows no Streamlit and draws nothing.

    rules.py        what is allowed and how much of it; Refused, Budget
    network.py      an address → bytes: public machines only, each hop checked, bounded in size and in time
    archive.py      a zip → its files, after all its entries were looked at
    sources.py      where a package lies: an address, uploaded files, a folder that the operator allows
    descriptor.py   JSON bytes → plain values, bounded and cleaned; Data Package v1 and v2 → one shape
    rows.py         CSV or JSON bytes → rows of texts, bounded
    kinds.py        a text → a value of its Table Schema type
    checks.py       what the schema asks of columns and keys → Faults with counts and samples
    opening.py      all of it in order: `open_guest`
    shelf.py        the few packages that are open in this process, each known by a secret of its visitor

What cannot be opened raises Refused, whose `code` names the sentence of `texts.refusals` to show.
"""
