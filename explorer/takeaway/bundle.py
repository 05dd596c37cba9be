"""Everything that one takes away from a view, in one zip; the same view gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from explorer.locales import LANGUAGES
from explorer.takeaway import papers, picture, tables
from explorer.takeaway.descriptor import descriptor, schema
from explorer.takeaway.view import View

EARLIEST = (1980, 1, 1, 0, 0, 0)  # no zip can say an earlier time


def files(view: View) -> dict[str, bytes]:
    """Path → content, in the order of the zip."""
    data = {"data.csv": tables.canonical(view.rows)}
    used = tables.codes(view)
    if len(used):
        data["codes.csv"] = tables.canonical(used)
    images: dict[str, bytes] = {}
    if picture.drawn(view.figure):
        image = picture.svg(view)
        images = {
            "chart.svg": image.encode("utf-8"),
            "chart.png": picture.png(image),
            "chart.pdf": picture.pdf(image),
        }
    fields = [(str(field["name"]), str(field.get("type", "string"))) for field in schema(view)["fields"]]
    texts = {
        "citation.txt": papers.citation(view) + "\n",
        "citation.bib": papers.bibtex(view),
        "citation.ris": papers.ris(view),
        **papers.code(view, fields),
    }
    rest = {
        **data,
        "data-excel.csv": tables.excel(view.rows),
        "datapackage.json": descriptor(view, data),
        **images,
        **{name: words.encode("utf-8") for name, words in texts.items()},
    }
    names = ["LISEZ-MOI.md", "README.md", *rest]
    french, english = (papers.readme(replace(view, lang=lang), names) for lang in LANGUAGES)
    return {"LISEZ-MOI.md": french.encode("utf-8"), "README.md": english.encode("utf-8"), **rest}


def bundle(view: View) -> bytes:
    """The zip: its files in a folder of the view's name, dated of the release."""
    day = view.release.issued
    stamp = (
        (int(day[:4]), int(day[5:7]), int(day[8:10]), 0, 0, 0) if len(day) == len("2026-11-23") else EARLIEST
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files(view).items():
            entry = zipfile.ZipInfo(f"{view.name}/{path}", max(stamp, EARLIEST))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, content)
    return made.getvalue()
