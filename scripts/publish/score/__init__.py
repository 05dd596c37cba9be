"""What portals will think of a release: the points that each gives, item by item, read in its catalogue.

What is scored is the catalogue that harvesters take (`meta/harvest.jsonld`), so that nothing counts that a
portal does not get. A point is got, lost, or not knowable here, which is neither.

    graph.py        the catalogue as nodes; reading.py: its data sets and files, as a harvester takes them
    item.py         Item: a point or several; Scored: those of a portal, for a data set
    datagouv.py     the nine points of data.gouv.fr
    mqa.py          the 405 of data.europa.eu
    links.py        which addresses answer, where that may be asked
    told.py         a score as text, Markdown or JSON; its words are in words.toml
"""
