"""How it is known: the studies, their questions, their files.

study.py shapes.py    a study with all its figures, question by question; the shape that each takes
method.py citing.py dictionary.py    studies and questions side by side; citations; files and fields
criteria.py    the accessibility statement, criterion by criterion
"""
