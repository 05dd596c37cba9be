"""Data: what is there, the files to download, the dictionary. Where it comes from: method.py."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from explorer.figures.studies import dictionary
from explorer.locales import day, number, size
from explorer.published import File, Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls, markup
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which table the dictionary shows."""
    return [Choice("table", tuple(release.tables))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    heading(reader.say("data.page.title"), reader.say("data.page.lead"))
    _about(release, reader)
    _files(visit)
    _dictionary(visit)
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
    """Buttons for what most people want, the list of all."""
    reader, release = visit.reader, visit.release
    st.html(markup.section(reader.say("data.files"), reader.say("data.files.lead")))
    with st.container(horizontal=True):
        for file in dictionary.main_files(release):
            _download(release, file, dictionary.file_label(release, reader, file))
    with st.expander(reader.say("data.files.all", count=len(release.files))):
        weights = (reader.say("data.size"),)
        st.html(markup.table(visit.figure(dictionary.files), reader.say("data.files"), numbers=weights))


def _download(release: Release, file: File, label: str) -> None:
    """A button; the file is read, and checked, when it is pressed."""
    st.download_button(
        label,
        data=lambda: release.download(file),
        file_name=file.path.rsplit("/", 1)[-1],
        on_click="ignore",
        key=f"file-{file.path}",
    )


def _dictionary(visit: Visit) -> None:
    """One table at a time: what it is, its fields, its codes, its CSV."""
    reader, release = visit.reader, visit.release
    st.html(markup.section(reader.say("data.dictionary"), reader.say("data.dictionary.lead")))

    def title(name: str) -> str:
        return reader.words(release.tables[name].properties, "title") or name

    (table,) = choices(release)
    told: list[controls.Unknown] = []
    name = controls.select(table, title, told=told, label=reader.say("data.table"))
    controls.tell(reader, told)
    properties = release.tables[name].properties
    st.html(markup.paragraph(reader.words(properties, "description")))
    facts = [reader.say("data.rows", count=number(len(release.table(name)), reader.lang))]
    if key := dictionary.key_of(release, name):
        facts.append(reader.say("data.key", fields=key))
    st.html(markup.paragraph(" · ".join([str(properties.get("path", "")), *facts]), "way"))
    st.html(markup.table(visit.figure(dictionary.fields, table=name), title(name)))
    file = next(file for file in release.files if file.path == properties["path"])
    name_of = file.path.rsplit("/", 1)[-1]
    weight = size(file.size or 0, reader.lang)
    _download(release, file, reader.say("data.download.table", file=name_of, size=weight))
    listed: pd.DataFrame = visit.figure(dictionary.codes, table=name)
    if not listed.empty:
        with st.expander(reader.say("data.codes")):
            st.html(markup.table(listed, title(name)))
