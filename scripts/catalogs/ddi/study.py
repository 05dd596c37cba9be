"""A study: who published it, when it was done, of whom, where and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from scripts.catalogs import about
from scripts.catalogs.ddi import variables
from scripts.catalogs.ddi.xml import add, both, coded, each, status, titled, written
from scripts.reading import identity
from scripts.reading.tables import schema_of, to_text
from scripts.write import citation
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.catalogs.ddi.studies import Row, Studies
    from scripts.catalogs.ddi.xml import Element
    from scripts.reading.model.package import Field
    from scripts.write.describe import Release

NAMESPACE = "ddi:codebook:2_5"

_STATUS = "_status"


def text(release: Release, found: Studies, code: str) -> str:
    """The codebook of a study."""
    root = ET.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", "xml:lang": LANGUAGES[0]})
    _document(release, root, found.row(code), code)
    _study(release, root, found, code)
    told = add(root, "dataDscr")
    for place, indicator in enumerate(found.indicators(code), start=1):
        variables.describe(told, found, (code, indicator), place)
    if not len(told):
        root.remove(told)
    return written(root)


def _document(release: Release, root: Element, row: Row, code: str) -> None:
    """What this file is: of which package and version, how it is cited; and that it describes figures."""
    package, who = release.package, identity.of(release.package)
    told = add(root, "docDscr")
    cited = _citation(release, told, row, code)
    if who.publisher:
        add(add(cited, "distStmt"), "distrbtr", who.publisher.title)
    version = {"date": release.issued.isoformat(), "type": "release"}
    add(add(cited, "verStmt"), "version", package.version, **version)
    add(cited, "biblCit", citation.sentence(package, release.issued, LANGUAGES[0]), LANGUAGES[0])
    each(told, "notes", {lang: words(lang, "ddi")["aggregates"] for lang in LANGUAGES})


def _citation(release: Release, parent: Element, row: Row, code: str) -> Element:
    """The titles of a study, and its identifier here."""
    package = release.package
    made = add(parent, "citation")
    titles, names = add(made, "titlStmt"), both(row, "label")
    add(titles, "titl", names.get("fr") or names.get("en") or code, LANGUAGES[0] if "fr" in names else "")
    if names.get("en", names.get("fr")) != names.get("fr"):
        add(titles, "parTitl", names["en"], "en")
    add(titles, "IDNo", f"{package.name}:{code}", agency=package.name)
    return made


def _study(release: Release, root: Element, found: Studies, code: str) -> None:
    """The study itself."""
    row, table, terms = found.row(code), found.table.name, about.licence(release.package)
    told = add(root, "stdyDscr")
    cited = _citation(release, told, row, code)
    if programme := both(found.led_to(table, "programme", row.get("programme")), "label"):
        each(add(cited, "serStmt"), "serName", programme)
    _summary(add(add(told, "stdyInfo"), "sumDscr"), found, code)
    _method(add(told, "method"), found, code)
    if conditions := " ".join(filter(None, (terms.title, terms.address))):
        add(add(add(told, "dataAccs"), "useStmt"), "conditions", conditions)
    each(told, "notes", both(row, "note"))
    for field in schema_of(found.table).fields:
        if (name := field.name).endswith(_STATUS):
            name = name.removesuffix(_STATUS)
            label = both(found.led_to(table, field.name, row[field.name]), "label")
            each(told, "notes", titled(_field(found, name), status(row, name, label)), subject=name)


def _summary(told: Element, found: Studies, code: str) -> None:
    """When, where and of whom."""
    row, table = found.row(code), found.table.name
    start, end = to_text(row.get("year")), to_text(row.get("year_end"))
    if start and end:
        add(told, "timePrd", start, event="start", date=start)
        add(told, "timePrd", end, event="end", date=end)
    elif start:
        add(told, "timePrd", start, event="single", date=start)
    days = to_text(row.get("fieldwork")).split("/")
    for event, day in zip(
        ("start", "end") if len(days) > 1 else ("single",), filter(None, days), strict=False
    ):
        add(told, "collDate", day, event=event, date=day)
    for territory in found.values(code, "territory"):
        each(told, "geogCover", _label(found, "territory", territory))
    each(told, "geogUnit", both(found.led_to(table, "geography", row.get("geography")), "label"))
    named = [to_text(row.get("population"))] if row.get("population") else found.values(code, "population")
    people = [found.led_to(table, "population", one) or {"label_fr": one} for one in named]
    units = dict.fromkeys(to_text(one.get("statistical_unit")) for one in people)
    for unit in filter(None, units):
        add(told, "anlyUnit", unit, unit=unit)
    for one in people:
        names, meant = both(one, "label"), both(one, "definition")
        each(
            told,
            "universe",
            {lang: ". ".join(filter(None, (names[lang], meant.get(lang, "")))) for lang in names},
        )
    each(told, "dataKind", _coded(found, row, "kind"))
    each(told, "dataKind", {lang: words(lang, "ddi")["kind"] for lang in LANGUAGES})


def _method(told: Element, found: Studies, code: str) -> None:
    """Who asked, whom, how, and with what precision, as far as it is published."""
    row, table = found.row(code), found.table.name
    how = add(told, "dataColl")
    if row.get("institute"):
        add(how, "dataCollector", to_text(row["institute"]))
    each(how, "sampProc", both(row, "method"))
    each(how, "sampProc", _coded(found, row, "sampling"))
    each(how, "collMode", _coded(found, row, "mode"))
    if title := to_text(found.led_to(table, "source", row.get("source")).get("title")):
        add(
            add(how, "sources"), "dataSrc", ", p.\u00a0".join(filter(None, (title, to_text(row.get("page")))))
        )
    each(how, "weight", _coded(found, row, "weighting"))
    if not len(how):
        told.remove(how)
    if row.get("n") is not None:
        about_n = both(found.led_to(table, "n_qualifier", row.get("n_qualifier")), "label")
        sizes = {
            lang: " ".join(filter(None, (about_n.get(lang, ""), to_text(row["n"])))) for lang in LANGUAGES
        }
        each(told, "notes", titled(_field(found, "n"), sizes), subject="n")
    if row.get("design_effect") is not None:
        effect = dict.fromkeys(LANGUAGES, to_text(row["design_effect"]))
        each(add(told, "anlyInfo"), "EstSmpErr", titled(_field(found, "design_effect"), effect))


def _coded(found: Studies, row: Mapping[str, Any], name: str) -> dict[str, str]:
    """What stands for a code of a study."""
    return coded(_field(found, name), row[name]) if row.get(name) else {}


def _label(found: Studies, name: str, value: str) -> dict[str, str]:
    """The label of a value that figures have in a column."""
    return both(found.led_to(found.figures, name, value), "label") or {"fr": value}


def _field(found: Studies, name: str) -> Field:
    """The column of a study, in the first of its two languages where it has two."""
    schema = schema_of(found.table)
    return schema.field(name if name in schema.field_names else f"{name}_fr")
