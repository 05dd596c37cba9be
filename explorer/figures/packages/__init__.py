"""What is shown of a Data Package of others: its tables, and a chart that the reader chooses.

tables.py      the tables of a package, as they are
quick.py quick_scales.py    a chart of two columns; the scale of a column
"""
