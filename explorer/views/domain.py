"""The sheet of a domain: beside the surveys, the place of local authorities, and what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.official.context import held
from explorer.figures.survey.prisms import domains
from explorer.views import apart, markup, sheet
from explorer.views.visit import Visit

KIND = sheet.Kind("domain", domains, ("cross", "priorities", "measured"), omit=("domain",))
choices = KIND.choices


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    sheet.show(visit, links, KIND, _more)


def _more(visit: Visit, domain: str) -> None:
    reader = visit.reader
    st.html(markup.section(reader.say("sheet.collectivities"), reader.say("sheet.collectivities.text")))
    lead = reader.say("cross.measured.lead") if held(visit.release) else ""
    st.html(markup.section(reader.say("sheet.measured"), lead))
    apart.measured(visit, domain=domain)
