"""The pages, one short file each: read the selection, ask for figures, lay them out, stop.

visit.py      what every page is given: the release, the reader
controls.py   choices on the page, in step with the address (state.py)
frame.py      what surrounds a page: masthead, foot, problems
exhibit.py    how a Figure is laid out
markup.py     HTML made from tables and figures; pure
home.py roles.py priorities.py territories.py data.py    the pages
"""
