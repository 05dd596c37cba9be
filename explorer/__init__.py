"""The explorer shows a release of the observatory; it knows neither the source package nor scripts/.

    server.py       the server of app.py: warm at its start, it packs files (packing.py), sends what pages say
                    at once (sockets.py), gives files of the release as they are read (giving.py)
    app.py          reads `--release`, opens it, shows the page of the address
    routes.py       PAGES: every page, its address, its place in the menu
    stores.py       where a release lies: a folder, a zip, an https address (distant.py) → bytes, by pieces
    described.py    what descriptors and checksums say of the files
    cells.py        CSV bytes + Table Schema → typed pandas table
    published.py    a release: descriptor and tables, sizes and hashes checked
    large.py        a table too large to be held: its Parquet files, each proven when first used (proving.py)
    sieve.py        what an address asks of the rows of a table; asking.py asks DuckDB for a page of them
    guests/         Data Packages of others, hostile until shown otherwise: bounded, checked, never run
    figures/        what a page shows: (release, selection) → Figure; knows no Streamlit
    checking/       every view made and read again: `python -m explorer check RELEASE` (__main__.py)
    takeaway/       what one takes away from a view: zip, picture, citation; knows no Streamlit
    charts/         tables → Vega-Lite specifications; knows no Streamlit
    theme.py        colours (light and dark), chart configuration; style.py sheet and scripts of a page
    locales.py      numbers and typography in French and English
    state.py        selection ↔ address, by codes
    address.py      the address of a number, of a page
    texts/          the words of the interface, French and English side by side
    views/          one short file a page: read the selection, ask for figures, lay them out
    geometry/       outlines and tiles of the regions

Arrows point one way: `app → routes → views → {figures, state} → {charts, published}`.
"""
