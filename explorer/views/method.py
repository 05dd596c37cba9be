"""Method: studies, questions, statuses, sources, words, corrections, citation; one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from explorer.address import ERRATA, href
from explorer.figures.figure import Citation
from explorer.figures.studies import citing, dictionary, method
from explorer.figures.survey import errata, reading
from explorer.figures.survey.lookup import plain, rows_by_code
from explorer.locales import day, folded
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.stores import ReleaseError
from explorer.views import controls, copied, errata_markup, markup, take
from explorer.views.frame import heading
from explorer.views.visit import Visit

CHANGELOG, SUMS = "CHANGELOG.md", "SHA256SUMS"
LIMIT = 200_000  # characters of a changelog that are shown


def choices(release: Release) -> list[Choice]:
    """Which part is shown."""
    del release
    return [Choice("part", tuple(PARTS))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader = visit.reader
    heading(reader.say("method.page.title"), reader.say("method.page.lead"))
    (part,) = choices(visit.release)
    told: list[controls.Unknown] = []
    shown = controls.segmented(
        part, lambda code: reader.say(f"method.part.{code}"), told=told, label=reader.say("method.part")
    )
    controls.tell(reader, told)
    PARTS[shown](visit)


def _studies(visit: Visit) -> None:
    reader, count = visit.reader, len(visit.release.table("studies"))
    st.html(markup.section(reader.say("method.studies"), reader.say("method.studies.lead", count=count)))
    known, title = visit.figure(method.studies), reader.say("figure.study")
    cells = _set_back(known, reader)
    places = [href("study", reader.lang, study=code) for code in known.index]
    cells[title] = [
        f'<a href="{escape(place, quote=True)}">{words}</a>'
        for place, words in zip(places, cells[title], strict=True)
    ]
    st.html(markup.table(cells, reader.say("method.studies"), kind="wide", html=cells.columns))


def _set_back(cells: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """The cells as HTML, those that say why there is nothing set back."""
    absent = {reader.say(key) for key in ("method.unpublished", "method.unread", "value.not_applicable")}
    return cells.map(lambda words: f"<em>{escape(words)}</em>" if words in absent else escape(str(words)))


def _questions(visit: Visit) -> None:
    """Those that a source prints, then the others, which a phone shows on request."""
    reader, parts = visit.reader, visit.figure(method.questions)
    asked, count = reader.say("figure.question"), sum(map(len, parts.values()))
    st.html(markup.section(reader.say("method.questions"), reader.say("method.questions.lead", count=count)))
    for key, cells in parts.items():
        title = reader.say(f"method.questions.{key}", count=len(cells))
        named, table = f'<h3 class="part">{escape(title)}</h3>', markup.table(cells, title, kind=key)
        if asked in cells:
            html = cells.assign(**{asked: [markup.french(words, reader) for words in cells[asked]]})
            st.html(named + markup.table(html, title, html=(asked,), kind=key))
        else:
            button = markup.unfold(reader.say("method.questions.unfold", count=len(cells)))
            st.html(f"{named}{button}{table}")


def _statuses(visit: Visit) -> None:
    reader = visit.reader
    st.html(markup.section(reader.say("data.statuses"), reader.say("data.statuses.lead")))
    counts = [reader.say(key) for key in dictionary.KINDS.values()]
    st.html(markup.table(visit.figure(dictionary.statuses), reader.say("data.statuses"), numbers=counts))
    if left := dictionary.uncounted(visit.release, reader):
        st.html(markup.paragraph(reader.say("data.statuses.uncounted", tables=reader.listing(left))))


def _sources(visit: Visit) -> None:
    """Every page that figures of the surveys come from, then every data set of what is measured."""
    reader = visit.reader
    sources = sorted(
        rows_by_code(visit.release, "sources").values(),
        key=lambda row: (folded(row.get("publisher") or ""), folded(row["title"])),
    )
    st.html(markup.section(reader.say("data.sources"), reader.say("data.sources.lead", count=len(sources))))
    title = reader.say("figure.source")
    rows = [
        {
            title: markup.citation(
                Citation(Reader("fr").typeset(row["title"]), "", row.get("address") or ""), reader
            )
            + _note(reader.words(row, "note")),
            reader.say("data.publisher"): reader.typeset(row.get("publisher") or ""),
            reader.say("data.date"): day(row.get("published") or "", reader.lang)
            or reader.say("method.undated"),
            reader.say("method.read"): reading.words(row, reader),
        }
        for row in sources
    ]
    cells = pd.DataFrame(rows)
    cells = cells if cells[reader.say("method.read")].any() else cells.drop(columns=reader.say("method.read"))
    st.html(markup.table(cells, reader.say("data.sources"), html=(title,), kind="dated"))
    measured = visit.figure(method.measured_sources)
    if not measured.empty:
        said = (
            reader.say("data.sources.measured"),
            reader.say("data.sources.measured.lead", count=len(measured)),
        )
        st.html(markup.section(*said))
        st.html(markup.table(measured, said[0], kind="dated"))


def _note(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def _words(visit: Visit) -> None:
    """Glossary and resources; what the release lacks is left out."""
    reader, release = visit.reader, visit.release
    if "glossary" in release.tables:
        st.html(markup.section(reader.say("method.glossary"), reader.say("method.glossary.lead")))
        st.html(markup.terms(visit.figure(method.glossary)))
    if "learning-resources" in release.tables:
        st.html(markup.section(reader.say("method.resources"), reader.say("method.resources.lead")))
        rows = plain(release.table("learning-resources"))
        french = Reader("fr").typeset
        items = "".join(
            f'<li><cite lang="fr">{markup.link(row["address"] or "", french(row["title"]))}</cite> '
            f"<span>{escape(reader.words(row, 'description'))}</span></li>"
            for row in rows
        )
        st.html(f'<ul class="plainlist">{items}</ul>')


def _changes(visit: Visit) -> None:
    """Errata by reason, then the changelog of the release."""
    reader = visit.reader
    found = visit.figure(errata.reasons)
    lead = "method.errata.lead" if found else "method.errata.none"
    count = sum(len(one.cells) for one in found)
    st.html(markup.section(reader.say("method.errata"), reader.say(lead, count=count)))
    if found:
        st.html(errata_markup.reasons(found, reader))
        take.download(reader.say("method.errata.download"), ERRATA, visit.release.table(ERRATA))
    st.html(markup.section(reader.say("method.changelog"), reader.say("method.changelog.lead")))
    said = method.changelog(_changelog(visit.release), reader)
    if said:
        with st.container(key="changelog"):
            st.markdown(said)
    else:
        st.html(markup.paragraph(reader.say("method.changelog.none")))


def _changelog(release: Release) -> str:
    """The changelog that the release holds."""
    file = next((file for file in release.files if file.path == CHANGELOG), None)
    if file is None:
        return ""
    try:
        return b"".join(release.pieces(file)).decode("utf-8", "replace")[:LIMIT]
    except ReleaseError:
        return ""


def _cite(visit: Visit) -> None:
    """Licence, citation in three forms, how to verify, what is fresh."""
    reader, release = visit.reader, visit.release
    licences = ", ".join(
        markup.link(str(one.get("path", "")), str(one.get("title", one.get("name", ""))))
        for one in release.descriptor.get("licenses", [])
    )
    scope = f'<p class="text">{licences}. {escape(reader.say("data.licence.scope"))}</p>'
    st.html(markup.section(reader.say("method.licence")) + scope)
    st.html(markup.section(reader.say("method.cite"), reader.say("method.cite.lead")))
    st.html(
        copied.quotation(citing.text(release, reader), "" if reader.lang == "fr" else citing.signed(release))
    )
    for kind, made in (("bibtex", citing.bibtex), ("ris", citing.ris)):
        _citation(reader, kind, made(release, reader), str(release.descriptor.get("name", "dataset")))
    verified = "data.verified" if release.checked else "data.verified.none"
    said = [reader.say(verified, count=release.checked)]
    if release.large:
        titles = [reader.words(table.properties, "title") or table.name for table in release.large]
        said.append(reader.say("data.verified.large", tables=reader.listing(titles)))
    signed = "foot.signed" if release.signer else "data.signature.none"
    said.append(reader.say(signed, signer=release.signer))
    st.html(markup.section(reader.say("method.verify"), " ".join(said)))
    sums = next((file for file in release.files if file.path == SUMS), None)
    if sums or release.store.size(SUMS):
        command = copied.code("sha256sum --check SHA256SUMS")
        st.html(markup.paragraph(reader.say("method.verify.lead")) + command)
        _download(reader, SUMS, lambda: release.store.read(SUMS))
    st.html(markup.section(reader.say("method.fresh")))
    rhythm = (reader.say("method.fresh.rhythm"), reader.say("method.fresh.rhythm.none"))
    st.html(markup.terms([*method.freshness(release, reader), rhythm]))


def _citation(reader: Reader, kind: str, text: str, name: str) -> None:
    """A citation to be copied, or downloaded."""
    st.html(copied.code(text, reader.say(f"method.cite.{kind}")))
    _download(reader, f"{name}.{'bib' if kind == 'bibtex' else kind}", lambda: text.encode("utf-8"))


def _download(reader: Reader, name: str, content: Callable[[], bytes]) -> None:
    st.download_button(
        reader.say("method.cite.download", file=name),
        data=content,
        file_name=name,
        mime="text/plain",
        on_click="ignore",
        key=f"file-{name}",
    )


# The parts in the order of their buttons. To add one: a line here, its words in texts/method.py.
PARTS: dict[str, Callable[[Visit], None]] = {
    "studies": _studies,
    "questions": _questions,
    "statuses": _statuses,
    "sources": _sources,
    "words": _words,
    "changes": _changes,
    "cite": _cite,
}
