"""Small packages that are plainly right: proven so, and told at once.

A package of a few small tables is read sooner than the modules are imported that know all that may be wrong
with one. As a scan does with a table (engines/), this proves a package right where that is plain, and leaves
any other, right or wrong, to the checks: what passes here, every check accepts without a word. The tests hold
it to that, and to the few modules that it imports.

    descriptor.py       what a descriptor may say: what the profile, frictionless and our own rules accept
    files.py            bytes that are a text as it should be, folders that hold nothing else
    table.py            cells and keys of one table
    package.py          all of it together

Standard library only, and of that what Python itself has imported already, or nearly.
"""

from scripts.check.plain.descriptor import is_plain
from scripts.check.plain.package import counts

__all__ = ["counts", "is_plain"]
