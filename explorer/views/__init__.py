"""The pages, one short file each: read the selection, ask for figures, lay them out, stop.

visit.py      what every page is given: the release, the reader
controls.py   choices on the page, in step with the address (state.py)
frame.py      what surrounds a page: masthead, foot, problems (navigation.py: the menu)
exhibit.py    how a Figure is laid out
markup.py     HTML made from tables and figures; pure (measured_markup.py: perceived and measured;
              fact_markup.py: lists of figures, what exists and what does not, one number)
sheet.py      how a sheet is laid out; apart.py: official statistics beside it
home.py cross.py domain.py territory.py actor.py observation.py search.py    the pages
roles.py priorities.py territories.py measured.py data.py
"""
