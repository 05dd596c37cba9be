"""The buttons under a figure: take a view away as a zip, or its picture. They never run the page again."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from explorer.figures.figure import Figure
from explorer.reader import Reader
from explorer.takeaway import picture
from explorer.takeaway.bundle import bundle
from explorer.takeaway.view import View


def take(figure: Figure, reader: Reader, *tables: tuple[str, str, pd.DataFrame]) -> None:
    """Buttons on one line; what one gives is made when it is pressed. No view where there is no origin.

    `tables` are cells to be had beside it: the words of the button, the name of the file, the cells.
    """
    with st.container(horizontal=True, key=f"take-{figure.name}"):
        _view(figure, reader)
        for words, name, cells in tables:
            download(words, name, cells)


def download(words: str, name: str, cells: pd.DataFrame) -> None:
    """The release's own cells as CSV (with a byte order mark, which Excel wants)."""
    st.download_button(
        words,
        data=lambda: cells.to_csv(index=False, lineterminator="\n").encode("utf-8-sig"),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"csv-{name}",
    )


def _view(figure: Figure, reader: Reader) -> None:
    """The zip of the view, its picture where there is one."""
    if figure.origin is None:
        return
    view = View(figure.origin.release, figure.origin.make, reader.lang, address())
    offered = {"zip": ("zip", "application/zip", lambda: bundle(view))}
    if picture.drawn(figure):
        offered |= {
            "png": ("png", "image/png", lambda: picture.png(picture.svg(view))),
            "svg": ("svg", "image/svg+xml", lambda: picture.svg(view).encode("utf-8")),
        }
    for name, (ending, media, made) in offered.items():
        st.download_button(
            reader.say(f"take.{name}"),
            data=made,
            file_name=f"{figure.name}.{ending}",
            mime=media,
            on_click="ignore",
            key=f"take-{name}-{figure.name}",
            help=reader.say("take.zip.help") if name == "zip" else None,
        )


def address() -> str:
    """The address of this page with what is chosen on it."""
    chosen = urlencode(st.query_params.to_dict())
    return f"{st.context.url or ''}{'?' if chosen else ''}{chosen}" if st.context.url else ""
