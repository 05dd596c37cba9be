"""How to cite a release: as text, as BibTeX, as RIS. Authors and licence are the descriptor's own."""

from __future__ import annotations

import re

from explorer.locales import day
from explorer.published import Release
from explorer.reader import Reader

# What LaTeX would read as a command.
LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def authors(release: Release) -> list[str]:
    """Those whom the descriptor names as creators: a name is cited as it is, whatever the language."""
    people = release.descriptor.get("contributors", [])
    return [str(one["title"]) for one in people if "creator" in one.get("roles", []) and one.get("title")]


def signed(release: Release) -> str:
    """The authors as they are printed, set as French sets them."""
    return Reader("fr").typeset(", ".join(authors(release)))


def licences(release: Release) -> str:
    """The licences by their titles."""
    known = release.descriptor.get("licenses", [])
    return ", ".join(str(one.get("title") or one.get("name", "")) for one in known)


def text(release: Release, reader: Reader) -> str:
    """« Authors. Title, version 1.2.0, date. Licence. »."""
    version = reader.say("citing.version", version=release.version) if release.version else ""
    facts = (reader.words(release.descriptor, "title"), version, day(release.issued, reader.lang))
    said = [reader.typeset(part) for part in (", ".join(filter(None, facts)), licences(release))]
    return ". ".join(filter(None, (signed(release), *said))) + "."


def bibtex(release: Release, reader: Reader) -> str:
    """One entry `@dataset` (of biblatex; BibTeX reads it as `@misc`)."""
    key = re.sub(r"[^A-Za-z0-9-]+", "-", f"{release.descriptor.get('name', 'dataset')}-{release.version}")
    year, month = [*release.issued.split("-"), "", ""][:2]
    fields = {
        "author": " and ".join(f"{{{latex(name)}}}" for name in authors(release)),
        "title": f"{{{latex(reader.words(release.descriptor, 'title'))}}}",
        "version": latex(release.version),
        "date": release.issued,
        "year": year,
        "month": str(int(month)) if month.isdigit() else "",
        "note": latex(licences(release)),
        "url": str(release.descriptor.get("homepage", "")),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}")]
    return "@dataset{" + key.strip("-") + ",\n" + ",\n".join(lines) + "\n}\n"


def latex(words: str) -> str:
    r"""The words as LaTeX prints them.

    >>> latex("50 % & co_op")
    '50 \\% \\& co\\_op'
    """
    return "".join(LATEX.get(sign, sign) for sign in " ".join(words.split()))


def ris(release: Release, reader: Reader) -> str:
    """One record of the type DATA, lines ended as RIS wants them."""
    tags = [
        ("TY", "DATA"),
        *(("AU", name) for name in authors(release)),
        ("TI", reader.words(release.descriptor, "title")),
        ("ET", release.version),
        ("PY", release.issued[:4]),
        ("DA", release.issued.replace("-", "/")),
        ("N1", licences(release)),
        ("LA", reader.lang),
        ("UR", str(release.descriptor.get("homepage", ""))),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))
