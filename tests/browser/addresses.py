"""The addresses at which each page is looked at in a browser. To add a page: a line in CHARTS or CHOSEN."""

from __future__ import annotations

# Address → the charts that it opens with.
CHARTS = {
    "": 1, "roles": 4, "priorities": 1, "territories": 1, "measured": 1, "dynamics": 2,
    "pioneers": 0, "profiles": 0, "impacts": 7, "data": 0, "method": 0, "accessibility": 0, "open": 0,
}  # fmt: skip

# Pages that show what was chosen.
NUMBER = "figure?id=national-rates:phare_entreprises_2015/companies_10_plus/practice_rate/deck_2018"
CHOSEN = ("cross", "domain", "territory", "actor?actor=companies", "search?q=chomage", NUMBER)
PAGES = (*CHARTS, *CHOSEN)

# Other views of these pages → the look in which each is looked at.
VIEWS = {
    "roles?answer=very_important_or_important": "phone",
    "territories?view=tiles": "phone",
    "territories?indicator=innovation_source&view=tiles": "phone",
    "territories?view=table": "phone",
    "measured?domain=poverty_exclusion&measure=taux_pauvrete_60&period=2018": "phone",
    "measured?domain=safety&view=dots": "phone",
    "measured?domain=landmark&view=tiles": "phone",
    "priorities?sort=total": "phone",
    "dynamics?indicator=innovation_source": "phone",
    "dynamics?indicator=alliance_need&lang=en": "phone",
    "cross?domain=employment&lang=en": "phone",
    "cross?actor=companies&territory=area_52&lang=en": "dark",
    "domain?domain=safety&lang=en": "phone",
    "territory?territory=area_52": "dark",
    "territory?territory=93&lang=en": "phone",
    "actor?actor=mayors": "phone",
    "figure?id=nope&lang=en": "phone",
    "roles": "tablet",
    "territories": "tablet",
    "priorities?lang=en": "tablet",
}


def name(address: str) -> str:
    """The name of the page, as in the keys of its words."""
    return address.partition("?")[0] or "home"


def spoken(address: str, lang: str) -> str:
    """The address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"
