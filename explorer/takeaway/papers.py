"""The papers that go with a table: README, citation in three forms, code that loads this very table."""

from __future__ import annotations

from explorer.figures.figure import Citation
from explorer.figures.studies import citing
from explorer.takeaway.view import View

PANDAS = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}
DUCKDB = {"integer": "BIGINT", "year": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
READR = {
    "integer": "col_integer()",
    "year": "col_integer()",
    "number": "col_double()",
    "boolean": "col_logical()",
}


def readme(view: View, files: list[str]) -> str:
    """What it is, where it comes from, what to know, how to cite, on what terms; Markdown."""
    say, figure = view.reader.say, view.figure
    provenance = figure.provenance
    known = [*figure.caveats, *(f"{key.mark} {key.words}" for key in figure.legend if key.mark)]
    parts: list[tuple[str, list[str]]] = [
        (say("take.readme.say"), [figure.sentence, figure.reading]),
        (say("figure.study"), list(provenance.studies)),
        (say("figure.base"), list(provenance.bases)),
        (say("figure.question"), list(provenance.questions)),
        (say("figure.source"), [_read(source, view) for source in provenance.citations]),
        (say("figure.notes"), [*(f"{term}{say('colon')}{said}" for term, said in figure.facts), *known]),
        (say("take.readme.view"), [view.address or say("take.readme.noaddress")]),
        (say("take.readme.update"), [say("take.version", version=view.release.version, date=view.updated)]),
        (say("take.readme.licence"), [_licence(view), say("take.readme.terms")]),
        (say("take.readme.cite"), [citation(view)]),
        (say("take.readme.files"), _listed(view, files)),
    ]
    body = "\n\n".join(
        f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines if line)
        for title, lines in parts
        if any(lines)
    )
    return f"# {figure.title}\n\n{body}\n"


def _listed(view: View, files: list[str]) -> list[str]:
    """The files of the zip, those that are the same thing in several forms on one line."""
    say, known = view.reader.say, [_word(name) for name in files]
    return [
        ", ".join(f"`{name}`" for name, word in zip(files, known, strict=True) if word == one)
        + say("colon")
        + say(one)
        for one in dict.fromkeys(known)
    ]


def _word(name: str) -> str:
    """The key of what a file of the zip is."""
    if name.startswith(("LISEZ", "README")):
        return "take.file.readme"
    if name.startswith(("citation", "load")):
        return "take.file." + name.partition(".")[0]
    return (
        "take.file." + name.replace("-", ".")
        if name.endswith(".csv")
        else "take.file." + name.rsplit(".", maxsplit=1)[-1]
    )


def cited(source: Citation, view: View) -> str:
    """A source in a line: title, publisher, page, address."""
    page = view.reader.say("figure.page", page=source.page) if source.page else ""
    return ", ".join(part for part in (source.title, source.publisher, page, source.address) if part)


def _read(source: Citation, view: View) -> str:
    """The same, and how much of it was read."""
    said = cited(source, view)
    return view.reader.say("source.read", source=said, read=source.read) if source.read else said


def _licence(view: View) -> str:
    licence = view.licence
    named = licence.get("title") or licence.get("name") or view.reader.say("take.licence.none")
    return f"{named} ({licence['path']})" if licence.get("path") else str(named)


def _authors(view: View) -> list[str]:
    """Who made the data, by the descriptor; its title where it names nobody."""
    return citing.authors(view.release) or [view.about("title")]


def citation(view: View) -> str:
    """The citation in words."""
    figure, apart = view.figure, view.reader.say("semicolon")
    version = view.reader.say("take.version", version=view.release.version, date=view.updated)
    parts = [
        f"{citing.signed(view.release) or view.about('title')} ({view.release.issued[:4] or 's. d.'})",
        f"{figure.title} [{view.reader.say('take.dataset')}]",
        version[:1].upper() + version[1:],
        apart.join(figure.provenance.studies),
        apart.join(cited(source, view) for source in figure.provenance.citations),
        _licence(view),
        view.address,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def bibtex(view: View) -> str:
    """The citation as BibTeX."""
    facts = {
        "author": " and ".join(f"{{{citing.latex(name)}}}" for name in _authors(view)),
        "title": f"{{{citing.latex(view.figure.title)}}}",
        "year": view.release.issued[:4],
        "version": view.release.version,
        "howpublished": citing.latex(view.about("title")),
        "url": view.address,
        "note": citing.latex("; ".join([*view.figure.provenance.studies, _licence(view)])),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in facts.items() if value]
    return "\n".join([f"@misc{{{view.name},", *lines, "}", ""])


def ris(view: View) -> str:
    """The citation as RIS (type DATA)."""
    lines = [("TY", "DATA")]
    lines += [("AU", name) for name in _authors(view)]
    lines += [
        ("TI", view.figure.title),
        ("T2", view.about("title")),
        ("PY", view.release.issued[:4]),
        ("DA", view.release.issued.replace("-", "/")),
        ("ET", view.release.version),
        ("UR", view.address),
        ("C1", _licence(view)),
    ]
    lines += [("N1", study) for study in view.figure.provenance.studies]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in [*lines, ("ER", "")] if text or tag == "ER")


def code(view: View, fields: list[tuple[str, str]]) -> dict[str, str]:
    """File name → code that loads data.csv in its types, from the folder of the zip. `fields`: name, type."""
    head = f"{view.figure.title} ({view.release.version})".replace("\n", " ")
    pandas = "".join(f'    "{name}": "{PANDAS.get(kind, "string")}",\n' for name, kind in fields)
    duckdb = ",\n".join(f"    \"{name}\": '{DUCKDB.get(kind, 'VARCHAR')}'" for name, kind in fields)
    readr = ",\n".join(f"  `{name}` = {READR.get(kind, 'col_character()')}" for name, kind in fields)
    form = "header = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    return {
        "load.py": f"# {head}\nimport pandas as pd\n\ntypes = {{\n{pandas}}}\n"
        'table = pd.read_csv("data.csv", dtype=types, keep_default_na=False, na_values=[""])\n',
        "load.R": f"# {head}\nlibrary(readr)\n\ntypes <- cols(\n{readr}\n)\n"
        'table <- read_csv("data.csv", col_types = types, na = "")\n',
        "load.sql": f"-- {head}\nCREATE OR REPLACE TABLE figures AS\n"
        f"SELECT * FROM read_csv('data.csv', {form},\n  columns = {{\n{duckdb}\n  }});\n",
    }
