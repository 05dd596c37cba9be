"""The buttons under a figure: take a view away as a zip, or its picture. They never run the page again."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from explorer.figures.figure import Figure
from explorer.reader import Reader
from explorer.takeaway import picture
from explorer.takeaway.bundle import bundle
from explorer.takeaway.view import View


def take(figure: Figure, reader: Reader) -> None:
    """Nothing where the figure says no origin. What a button gives is made when it is pressed."""
    if figure.origin is None:
        return
    view = View(figure.origin.release, figure.origin.make, reader.lang, address())
    offered = {"zip": ("zip", "application/zip", lambda: bundle(view))}
    if picture.drawn(figure):
        offered |= {
            "png": ("png", "image/png", lambda: picture.png(picture.svg(view))),
            "svg": ("svg", "image/svg+xml", lambda: picture.svg(view).encode("utf-8")),
        }
    with st.container(horizontal=True, key=f"take-{figure.name}"):
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
