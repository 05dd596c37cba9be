"""Charts: pure functions from a table to a Vega-Lite specification (a dict), for a page or a file alike.

    frame.py      what they all share: configuration, widths, the description that a screen reader says
    ranked.py     bars on a common 0-100 scale, label above each
    stacked.py    the answers to one question, one bar a row, label above
    matrix.py     rows × columns, classes of ten points, hatching where nothing was published
    regions.py    regions coloured by study area, hatched where there is no figure
    tiles.py      the same as equal squares
    outlines.py   the shapes under the map: rings, hatching lines, places for labels

A table given to a chart has its words already (`label`, `text`, `description`): charts choose none.
"""
