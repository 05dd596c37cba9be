"""A small package to be edited as a workbook: studies, territories two of which have one label, figures."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from scripts.commands import cli
from scripts.commands.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 60  # columns of a sheet
CODE = {"required": True, "unique": True, "pattern": "^[a-zA-Z0-9][a-zA-Z0-9_]*$"}
TABLES: dict[str, str] = {
    "figures": (
        "study,territory,year,value,n,seen,final,status,page,note\n"
        "mayors_2016,FR,2016,8.0,1012,2016-05-31,true,A,8,\n"
        'mayors_2016,area_11,2016,46.5,120,2016-05-31,false,A,08,"Lu « à peu près », dit la page."\n'
        "mayors_2016,region_11,2016,,,,,O,,\n"
        "mayors_2026,FR,2026,51,998,,,A,,\n"
    ),
    "territories": (
        "code,kind,label_fr,label_en\n"
        "FR,country,France,France\n"
        "area_11,study_area,Île-de-France,Île-de-France\n"
        "region_11,region,Île-de-France,Île-de-France\n"
    ),
    "regions": "code,label_fr,label_en\n01,Guadeloupe,Guadeloupe\n11,Île-de-France,Île-de-France\n",
    "members": "territory,region\narea_11,11\nregion_11,11\n",
    "studies": (
        "code,label_fr,label_en\n"
        "mayors_2016,Les maires,Mayors\n"
        "mayors_2026,Les maires en 2026,Mayors in 2026\n"
    ),
}
KINDS = {"figures": "fact", "members": "link"}
FIELDS: dict[str, list[dict[str, Any]]] = {
    "figures": [
        {"name": "study", "title": "Étude", "constraints": {"required": True}},
        {"name": "territory", "title": "Territoire"},
        {"name": "year", "title": "Année", "type": "year"},
        {"name": "value", "title": "Valeur", "type": "number", "constraints": {"minimum": 0}},
        {"name": "n", "title": "Base", "type": "integer"},
        {"name": "seen", "title": "Lu le", "type": "date"},
        {"name": "final", "title": "Définitif", "type": "boolean"},
        {
            "name": "status",
            "title": "Statut",
            "constraints": {"required": True, "enum": ["A", "O"]},
            "categories": [{"value": "A", "label": "Normale"}, {"value": "O", "label": "Manquante"}],
        },
        {"name": "page", "title": "Page", "constraints": {"pattern": "^[0-9]+$"}},
        {"name": "note", "title": "Note"},
    ],
    "territories": [
        {"name": "code", "title": "Code", "constraints": CODE},
        {
            "name": "kind",
            "title": "Nature",
            "constraints": {"required": True, "enum": ["country", "study_area", "region"]},
            "categories": [
                {"value": "country", "label": "Pays"},
                {"value": "study_area", "label": "Zone d'étude"},
                {"value": "region", "label": "Région"},
            ],
        },
        {"name": "label_fr", "title": "Libellé", "constraints": {"required": True}},
        {"name": "label_en", "title": "Libellé en anglais", "constraints": {"required": True}},
    ],
    "regions": [
        {"name": "code", "title": "Code Insee", "constraints": {**CODE, "pattern": "^[0-9]{2}$"}},
        {"name": "label_fr", "title": "Libellé", "constraints": {"required": True}},
        {"name": "label_en", "title": "Libellé en anglais", "constraints": {"required": True}},
    ],
    "members": [{"name": "territory", "title": "Territoire"}, {"name": "region", "title": "Région"}],
    "studies": [
        {"name": "code", "title": "Code", "constraints": CODE},
        {"name": "label_fr", "title": "Libellé", "constraints": {"required": True}},
        {"name": "label_en", "title": "Libellé en anglais", "constraints": {"required": True}},
    ],
}
KEYS = {"figures": ["study", "territory", "year"], "members": ["territory", "region"]}
LEADS = {"figures": {"study": "studies", "territory": "territories"}}
LEADS["members"] = {"territory": "territories", "region": "regions"}
TITLES = {
    "figures": "Chiffres",
    "territories": "Territoires",
    "regions": "Régions",
    "members": "Régions des territoires",
    "studies": "Études",
}


def write(folder: Path, tables: Mapping[str, str] | None = None) -> Path:
    """The package in that folder, with other rows for some tables."""
    resources = [
        {
            "name": name,
            "type": "table",
            "title": TITLES[name],
            "description": f"Table « {TITLES[name]} ».",
            "path": f"data/{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"lineTerminator": "\n"},
            "kind": KINDS.get(name, "reference"),
            "schema": schema(name),
        }
        for name in TABLES
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "form",
        "version": "1.0.0",
        "title": "Un formulaire",
        "resources": resources,
    }
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name, text in {**TABLES, **(tables or {})}.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def schema(name: str) -> dict[str, Any]:
    """The Table Schema of a table."""
    fields = [{"type": "string", **field} for field in FIELDS[name]]
    keys = [
        {"fields": [field], "reference": {"resource": target, "fields": ["code"]}}
        for field, target in LEADS.get(name, {}).items()
    ]
    made: dict[str, Any] = {"fields": fields, **({"foreignKeys": keys} if keys else {})}
    own = {"uniqueKeys": [KEYS[name]]} if name == "figures" else {"primaryKey": KEYS.get(name, ["code"])}
    return made | own


class Run:
    """A command that was run: its exit status, what it said, what it asked."""

    def __init__(
        self,
        *command: str,
        answers: Mapping[str, str] | None = None,
        language: str = "fr",
        committed: bytes | None = None,
    ) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.asked: list[str] = []

        def ask(question: str) -> str:
            self.asked.append(question)
            return next((answer for part, answer in (answers or {}).items() if part in question), "")

        def run(_command: Sequence[str], _given: bytes) -> tuple[int, bytes, str]:
            return (128, b"", "") if committed is None else (0, committed, "")

        args = cli._parser(command[:1]).parse_args(command)
        console = Console(out=out, err=err, language=language, now=lambda: 0.0, run=run, ask=ask)
        self.status = int(args.run(args, console))
        self.told, self.remarks = out.getvalue().replace("\u00a0", " "), err.getvalue().replace("\u00a0", " ")

    @property
    def words(self) -> str:
        """All that it said."""
        return f"{self.told}\n{self.remarks}"


def workbook(package: Path, name: str = "saisie.xlsx") -> Path:
    """The workbook of a package, made by the command."""
    path = package / name
    assert Run("edit", str(package), "--to", str(path)).status == 0
    return path


def changed(path: Path, edit: Callable[[Workbook], object]) -> Path:
    """The workbook after an edit, as a person would make it."""
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def column(sheet: Worksheet, name: str) -> int:
    """The number of the column of a field."""
    return next(at for at in range(1, WIDEST) if sheet.cell(1, at).value == name)


def put(sheet: Worksheet, row: int, **values: Any) -> None:
    """Cells of a row, by field."""
    for name, value in values.items():
        sheet.cell(row, column(sheet, name)).value = value


def last(sheet: Worksheet) -> int:
    """The first empty row."""
    return next(row for row in range(4, sheet.max_row + 2) if not any(c.value for c in sheet[row]))


def contents(package: Path) -> dict[str, bytes]:
    """The files of the tables."""
    return {path.name: path.read_bytes() for path in sorted((package / "data").glob("*"))}
