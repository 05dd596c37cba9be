"""What the schema of Vega-Lite says of a specification; explorer/charts/frame.py leaves that to the tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import altair.vegalite.v6.schema
from jsonschema import Draft7Validator


def faults(spec: dict[str, Any]) -> tuple[str, ...]:
    """One line each. Rows are the data's: only what is said about them is looked at, and the same once."""
    return _faults(json.dumps(_bare(spec), sort_keys=True))


@cache
def _faults(spec: str) -> tuple[str, ...]:
    return tuple(error.message[:300] for error in _validator().iter_errors(json.loads(spec)))


@cache
def _validator() -> Any:
    folder = Path(str(altair.vegalite.v6.schema.__file__)).parent
    return Draft7Validator(json.loads((folder / "vega-lite-schema.json").read_text(encoding="utf-8")))


def _bare(part: Any) -> Any:
    """The specification without the rows of its tables."""
    if isinstance(part, dict):
        rows = {
            key for key, value in part.items() if key == "values" and isinstance(value, list) and value
            and isinstance(value[0], dict)
        }  # fmt: skip
        return {key: [] if key in rows else _bare(value) for key, value in part.items()}
    return [_bare(one) for one in part] if isinstance(part, list) else part
