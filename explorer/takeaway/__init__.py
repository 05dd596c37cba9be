"""What one takes away from a view: a zip with its table, its picture, its source, its licence, its citation.

    view.py        a view: the figure in its light colours, the release, the language, the address
    tables.py      its cells as CSV (canonical, and one that a French Excel opens right), the codes it uses
    descriptor.py  the small datapackage.json of the zip
    papers.py      README in French and English, citation (text, BibTeX, RIS), code that loads the table
    picture.py     SVG, PNG, PDF: title, chart, legend, source, licence, date; drawing.py its parts
    steady.py      a PDF whose objects stand in one order
    bundle.py      the zip

The same view of the same release gives the same bytes. Nothing here knows Streamlit.
"""
