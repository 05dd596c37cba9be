"""What a cell is worth, by the type of its field.

kinds.py     the reader of each type
times.py     dates, times, durations
texts.py     texts of a format
geo.py       points and shapes
base.py      what a reader is, and cells that are no text
"""
