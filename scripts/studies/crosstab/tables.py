"""The tables of the package that a study's rows name, as people edit them: rows of texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.studies.faults import fault

Row = dict[str, str]
FIGURES, QUESTIONS = "observations", "questions"


class Tables:
    """The source package at a descriptor: tables by name. StudyError for what is not there, or no CSV."""

    def __init__(self, target: str) -> None:
        path = Path(target)
        self.descriptor = path / "datapackage.json" if path.is_dir() else path
        self.folder = self.descriptor.parent
        try:
            held = json.loads(self.descriptor.read_text(encoding="utf-8"))
            self._resources: Mapping[str, Any] = {one["name"]: one for one in held["resources"]}
        except OSError as error:
            raise fault("unread", path=self.descriptor, note=error.strerror or error) from None
        except (ValueError, TypeError, KeyError):
            raise fault("no_package", path=self.descriptor) from None
        self._rows: dict[str, list[Row]] = {}

    def path(self, name: str) -> Path:
        """The file of a table."""
        resource = self._resources.get(name)
        if resource is None or not isinstance(resource.get("path"), str):
            raise fault("no_table", path=self.descriptor, name=name)
        return self.folder / str(resource["path"])

    def rows(self, name: str) -> list[Row]:
        """The rows of a table."""
        if name not in self._rows:
            path = self.path(name)
            try:
                with path.open(encoding="utf-8", newline="") as file:
                    self._rows[name] = [dict(row) for row in csv.DictReader(file)]
            except OSError as error:
                raise fault("unread", path=path, note=error.strerror or error) from None
            except (UnicodeDecodeError, csv.Error) as error:
                raise fault("shape", path=path, note=error) from None
        return self._rows[name]

    def codes(self, name: str) -> dict[str, Row]:
        """The rows of a reference table by their code."""
        return {row["code"]: row for row in self.rows(name)}

    def fields(self, name: str) -> list[str]:
        """The columns of a table, in their order."""
        return [field["name"] for field in self._schema(name)["fields"]]

    def key(self, name: str) -> list[str]:
        """The columns by which rows of a table are told apart and sorted."""
        schema = self._schema(name)
        return list(schema.get("primaryKey") or schema["uniqueKeys"][0])

    def text(self, name: str, rows: Iterable[Row]) -> str:
        """A table as people keep it: sorted by its key, comma, LF."""
        fields, key = self.fields(name), self.key(name)
        held = io.StringIO(newline="")
        writer = csv.DictWriter(held, fields, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: tuple(row.get(part, "") for part in key)))
        return held.getvalue()

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """The regions (INSEE codes) of each territory."""
        found: dict[str, set[str]] = {}
        for row in self.rows("territory-members"):
            found.setdefault(row["territory"], set()).add(row["region"])
        return {name: frozenset(regions) for name, regions in found.items()}

    def _schema(self, name: str) -> Mapping[str, Any]:
        schema = self._resources[name].get("schema")
        if isinstance(schema, str):
            path = self.folder / schema
            try:
                schema = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise fault("unread", path=path, note=error) from None
        return dict(schema)
