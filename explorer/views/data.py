"""Data: what is there, the files to download, one table at a time (table.py). Its sources: method.py."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from explorer.figures.studies import dictionary
from explorer.locales import day
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import markup, table
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which table is shown."""
    return table.choices(release)


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    heading(reader.say("data.page.title"), reader.say("data.page.lead"))
    _about(release, reader)
    _files(visit)
    table.show(visit)
    ways(reader, {name: links[name] for name in ("method",) if name in links}, "data")


def _about(release: Release, reader: Reader) -> None:
    """What is there, its version, its licence."""
    date = day(release.issued, reader.lang)
    licences = [
        markup.link(str(licence.get("path", "")), str(licence.get("title", licence.get("name", ""))))
        for licence in release.descriptor.get("licenses", [])
    ]
    terms = {
        reader.say("data.content"): escape(reader.words(release.descriptor, "description")),
        reader.say("data.version"): escape(", ".join(part for part in (release.version, date) if part)),
        reader.say("data.licence"): ", ".join(licences),
    }
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{said}</dd>" for term, said in terms.items())
    st.html(f'<div class="under about"><dl>{rows}</dl></div>')


def _files(visit: Visit) -> None:
    """Links to what most people want, the list of all."""
    reader, release = visit.reader, visit.release
    files = dictionary.main_files(release)
    main = markup.downloads((file.path, dictionary.file_label(release, reader, file)) for file in files)
    st.html(markup.section(reader.say("data.files"), reader.say("data.files.lead")) + main)
    with st.expander(reader.say("data.files.all", count=len(release.files))):
        st.html(_listed(release, reader))


@lru_cache(maxsize=8)  # a page runs again for each click
def _listed(release: Release, reader: Reader) -> str:
    """Every file with its size and hash, each a link to it."""
    listed, names = dictionary.files(release, reader), reader.say("data.file.column")
    linked = listed.assign(**{names: [markup.download(path, path) for path in listed[names]]})
    weights = (reader.say("data.size"),)
    return markup.table(linked, reader.say("data.files"), html=(names,), numbers=weights)
