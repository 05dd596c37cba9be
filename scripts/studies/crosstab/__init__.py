"""An institute's crosstab: read, understood with a map that is kept, shown, entered as rows, checked.

`workbook` and `styles` read a file, `cells`, `labels` and `legend` what a cell, a label and a note say,
`layout` and `header` where questions and columns are, `reading` puts them together. `plan` is the map that
people keep, `propose` and its neighbours fill it in and ask for the rest, `shown` is what people agree to,
`rows` and `enter` write, `check` compares with microdata.
"""
