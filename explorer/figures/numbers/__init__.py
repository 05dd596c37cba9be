"""All about one number: where it stands, where it is shown, how it is cited, how it is found.

observation.py corrections.py    the page of a number; what was corrected in it
addressed.py ways.py echoes.py    the addresses of a view's numbers; the pages that show one; its neighbours
search.py      sheets, pages and numbers found by words
"""
