"""The figures of the surveys, and what is said of each: who answered, how many, when, asked how, read where.

facts.py fact_words.py    every figure with its dimensions; in words
lookup.py      labels, order and rows of the reference tables
prisms.py      domains, territories, actors, and what is of each
waves.py questions.py    a study × a population; the question as it was put, and why a series breaks
bases.py intervals.py    how many answered, from what to what, or why it is not known: in words; as values
marks.py scales.py colours.py    how a value is printed with its status; answers that share a bar; colours
absences.py reading.py    why a value is absent; what may be said of what was not read
provenance.py errata.py    study, base, question, sources of some rows; what was corrected in a row
counted.py enumerated.py ranks.py bars.py    how many there are; a few as a sentence; classes; bars of a list
"""
