"""The exact reading of a table: every row with its values, and what is wrong with it.

table.py       the rules of a table, compiled once
judges.py      the verdict on a cell
layout.py      the header: which column is which field
rows.py        the verdict on a record, and its keys among those before it
beyond.py      the rules that frictionless passes over
whole.py       every record with its verdict
records.py     every record as texts, for who trusts the rows
findings.py    the issues, made in one place
"""
