"""What judges catalogues needs validators that are in `.venv-catalogs` alone."""

from __future__ import annotations

import importlib.util

THERE = all(importlib.util.find_spec(name) for name in ("rocrate", "xmlschema"))
collect_ignore = [] if THERE else ["judges.py", "tables.py"]
