"""One figure, with all that a reader needs to quote it or to doubt it.

    reading.py    the figures of a package, and the words of their codes
    figure.py     a figure by its identifier, or by one that it had in an earlier version
    origin.py     where it was read, who prints it too, what was corrected, the line that has it

A figure is a row of the table of figures or of a table of context.
"""

from scripts.show.figure import figure
from scripts.show.reading import Figures, names, read, titles

__all__ = ["Figures", "figure", "names", "read", "titles"]
