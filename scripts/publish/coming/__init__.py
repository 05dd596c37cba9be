"""The version that comes next: what changed since the last that was kept, how it is numbered and told.

    step.py      the working package against the last version kept → Coming: its number, its corrections
    errata.py    published cells that changed, each with its row of errata
    story.py     the entry of the changelog: a line about the study, then what changed, section by section
    places.py    every place that says the version: the new text of each file, written all or none
    listed.py    the figures that are added, changed or removed, for a preview to show old beside new
    copied.py    the package as `next-version` would leave it, in a folder of its own

Nothing here asks or prints: the commands `next-version` and `preview` do.
"""
