"""Every view of a release made, and every sentence read again: `python -m explorer check RELEASE`.

views.py       every view: each page × each choice, with what makes it (its parts: surveys.py, crossed.py)
check.py       makes them in both languages, and reads again what they say: a Summary and its faults
reading.py     what is wrong with a sentence and its claims
raw.py truth.py figures.py words.py    the second reading, with no code of the pages
"""
