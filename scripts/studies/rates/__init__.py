"""Rates from microdata: shares and means, their errors and intervals, comparisons with the whole, verdicts.

`setup` reads STUDY.toml, `microdata` the answers, `design` says how the sample was drawn, `estimate` makes
shares and variances, `intervals`, `compare` and `verdicts` what follows from them, `suppress` withholds what
would give a withheld cell away, `table` is what is written. Nothing of one respondent leaves `microdata`.
"""
