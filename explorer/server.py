"""The explorer as a server of its own: `python -m streamlit run explorer/server.py -- --release dist/latest`.

The same pages as app.py, sooner: libraries are loaded while the browser fetches its files, and those files
are sent packed, each packed once. Behind a proxy that compresses, app.py does as well.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Streamlit puts this folder on the import path; modules are imported as explorer.*, from the folder above.
sys.path[:] = [str(HERE.parent), *(entry for entry in sys.path if Path(entry or ".").resolve() != HERE)]

import streamlit as st  # noqa: E402 (after the path)
from starlette.middleware import Middleware  # noqa: E402

from explorer.packing import Packing  # noqa: E402


@asynccontextmanager
async def warm(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Loads what the first page will need, beside the server's own start."""
    loading = asyncio.get_running_loop().run_in_executor(None, importlib.import_module, "explorer.routes")
    yield {}
    await loading


app = st.App(HERE / "app.py", lifespan=warm, middleware=[Middleware(Packing)])
