"""What the rest speaks of, with the standard library only.

    package.py    Package, Resource, Field, ForeignKey: frozen values
    versions.py   version steps
    errors.py     the few exceptions; issues/refusals.py has their words

Nothing here reads a file, and nothing here has words for people.
"""
