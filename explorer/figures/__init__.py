"""What the pages show: pure functions (release, reader, selection) → Figure. They know no Streamlit.

Every number in a Figure is a cell of the release; what is said of it is worded by `texts`.

    figure.py      Figure, Panel, Key, Citation
    claims.py      what a sentence says, for a machine; how a new figure states it
    survey/        the figures of the surveys, and what is said of each
    themes/        what a page of a theme shows: roles, priorities, territories, dynamics, the field, home
    official/      what official statistics measure, beside it
    sheets/        all about a domain, a territory, an actor; where they cross
    numbers/       all about one number; search
    studies/       the studies, the method, the dictionary
    packages/      Data Packages of others

Arrows point one way: `studies → numbers → {sheets, official} → themes → survey → {figure, claims}`.
"""
