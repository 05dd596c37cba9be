"""Does every tool read the same values? `make compat` opens a release in each, by the code of its page.

members.py          which tool runs which recipes, where it is installed, its version
run.py              runs them, each in its own program
read_*.py .R .mjs   the program's end: what it read, as JSON (Reading)
source.py           what should be read: the tables of the source package
compare.py          the one against the other: rows, types, zeros, accents, decimals, empty cells, every cell
report.py           the results, as a file (scripts/write/pages/compat.json) and as a table for README
"""
