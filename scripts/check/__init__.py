"""What must hold of any package.

    checks.py           every check, in order (CHECKS)
    package.py          all of them run, and the waivers of what is accepted
    descriptor.py       the JSON: conventions.py and schemas.py (our rules), profile.py (the official one, in
                        standard/: accepted.py asks it quickly), metadata.py (frictionless' own);
                        places.py and positions.py say where;
                        aside.py: what of it cannot be checked, each part with its reason
    files.py            the files: contents.py looks at their bytes, block by block (blocks.py)
    accounts.py         resources that are no tables: that they are there
    rows.py             rows and keys, through an engine, and what frictionless passes over
    engines/            how rows and keys are checked (ENGINES)
    coherence.py        the package's own SQL rules over all tables: rules.py reads them, database.py runs
                        them, derived.py gives them what is derived
    gauge.py            about how many rows are read so far
    waivers.py          issues that are known and accepted, each with its reason
    beside.py           where work goes on while other work is done
    subject.py          what a check is given; what earlier checks found makes later ones impossible
    plain/              small packages that are plainly right, by a proof of each check

Nothing is imported here: what is plainly right is told before the checks are.
"""
