"""Small packages that are plainly right: proven so, and told at once.

A package of a few small tables is read sooner than the modules are imported that know all that may be wrong
with one. As a scan does with a table (engines/), this proves a package right where that is plain, and leaves
any other, right or wrong, to the checks. Each of CHECKS (check/checks.py) names its proof; where one has
none, nothing is told before the checks have run.

    package.py          all proofs of a package together; small.py is what they are given
    descriptor.py       what a descriptor may say: what the profile, frictionless and our own rules accept
    files.py            bytes that are a text as it should be, folders that hold nothing else
    table.py            cells and keys

Standard library only, and of that what Python itself has imported already, or nearly.
"""
