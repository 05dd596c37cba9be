"""Codes of the EU's authority tables that a package says of itself, as the Publications Office keeps them.

Source: <https://op.europa.eu/en/web/eu-vocabularies>, the tables `frequency` and `data-theme`.
"""

from __future__ import annotations

ADDRESS = "http://publications.europa.eu/resource/authority/"

# How often a dataset is brought up to date, from the most often to the least.
FREQUENCIES = (
    *("UPDATE_CONT", "1MIN", "5MIN", "10MIN", "15MIN", "30MIN", "HOURLY", "BIHOURLY", "TRIHOURLY", "12HRS"),
    *("CONT", "DAILY_3", "DAILY_2", "DAILY", "WEEKLY_5", "WEEKLY_3", "WEEKLY_2", "WEEKLY", "BIWEEKLY"),
    *("MONTHLY_3", "MONTHLY_2", "MONTHLY", "BIMONTHLY", "QUARTERLY", "ANNUAL_3", "ANNUAL_2", "ANNUAL"),
    *("BIENNIAL", "TRIENNIAL", "QUADRENNIAL", "QUINQUENNIAL", "DECENNIAL", "BIDECENNIAL", "TRIDECENNIAL"),
    *("AS_NEEDED", "IRREG", "NEVER", "NOT_PLANNED", "OTHER", "UNKNOWN"),
)

# What a dataset is about.
THEMES = (
    *("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL"),
    *("INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN"),
)


def uri(table: str, code: str) -> str:
    """The address of a code.

    >>> uri("data-theme", "SOCI")
    'http://publications.europa.eu/resource/authority/data-theme/SOCI'
    """
    return f"{ADDRESS}{table}/{code}"
