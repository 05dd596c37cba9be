"""What follows from the tables that people edit: the figures with their identifiers, and the cuts of them.

    canonical.py     a table in the standard's default form, whatever its source was dressed in
    whole.py         Tables: the tables of a package as a release has them, each read once
    large.py         a large table, read once: its CSV and its Parquet, on disk
    source.py        which table holds the figures
    figures.py       the one table of figures → with the identifier of each row and its unit
    declared.py      the descriptor's property `cuts` → frozen declarations
    cuts.py          a declaration → a ready-to-read table
    labelled.py      a table of figures → the same with the labels of its codes
    beside.py        the labels of a code, and the codes that it is made of
    paths.py         « indicator.unit » → what a row's foreign keys lead to
    base.py          the tables as texts, for the queries that all these are
    reached.py       the tables that the keys of one reach
    expand.py        a source package → the same with all that is derived, for rules, releases, comparisons
    faults.py        what keeps a table from being derived, with the words and the place of its issue
    addresses.py     where every figure of a release is
    rekeyed.py       the identifiers that rows had in earlier versions
    fingerprint.py   the content hash of a table, whatever its format

Nothing here knows a table, a study or an indicator by name, but for the one table of figures and its
indicators' unit.
"""
