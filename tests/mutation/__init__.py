"""Is what a descriptor declares enforced? `make mutants` breaks every promise, and asks who notices.

For each promise of the source package (a type, a key, a range, a row count, a rule …) a copy is corrupted in
that one respect; `validate` must refuse it with the right code at the right place. Plain frictionless is
asked too.

    mutant.py           Mutant: what is broken, how, and what must be said of it
    bench.py            Bench: the package in parts, each small enough to be checked a thousand times
    values.py keys.py files.py descriptors.py rules.py
                        the mutants, generated from the descriptors: nothing here names a table
    suite.py work.py    all of them, and a sample; what each process does
    judge.py            who refuses a mutant
    release.py          the same for the files of a release, and for each format that its tables are in
"""
