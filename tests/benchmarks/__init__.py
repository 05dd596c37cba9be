"""How long commands take: packages, measurements, what is asked of them, and the tables in the README.

    bench.py        `make bench`: measures cases in turn, writes results.json and the README's tables
    cases.py        what is measured, beside what, and what is asked of it
    targets.py      whether what was measured meets what is asked
    programs.py     commands as they are typed, and a run of one
    measure.py      a small process that runs one command and tells what it cost
    floors.py       reading alone, writing alone
    reports.py      whether two Reports of frictionless say the same
    places.py       the packages that commands are measured on, made once
    generator.py    the rows of those packages; fields.py has their fields and words
    table.py        results.json → the README's tables; growth.py what a row costs, words.py figures as text
    explorer.py     `make bench-explorer`, with sessions.py

Nothing here is timed within a process of ours: a command is timed as it is typed, or not at all.
"""
