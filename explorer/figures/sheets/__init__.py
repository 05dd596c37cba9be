"""All that is known of a domain, a territory, an actor, and where the three cross.

crossing.py availability.py collected.py    the figures of a crossing; what is there and why not; as a view
sheet.py domain.py territory.py actor.py    a sheet and its parts
part.py shown.py charts.py bars.py    a part as a figure: what its charts show, how they are drawn
"""
