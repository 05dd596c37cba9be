"""What follows from the tables that people edit: the figures with their identifiers, and the cuts of them.

    figures.py    the one table of figures → with the identifier of each row and its unit
    cuts.py       a declaration of the descriptor → a ready-to-read table, with labels beside its codes
    expand.py     a source package → the same with all that is derived, for rules, releases and comparisons
    paths.py      « indicator.unit » → what a row's foreign keys lead to

Nothing here knows a table, a study or an indicator by name, but for the one table of figures.
"""
