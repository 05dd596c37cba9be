"""A study: what was asked, of whom, how; its figures question by question, its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.studies.method import titled
from explorer.figures.studies.study import STUDIES, Study, codes, study
from explorer.figures.survey.lookup import rows_by_code
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls, markup, study_markup
from explorer.views.frame import heading
from explorer.views.take import download
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which study."""
    release.table(STUDIES)
    return [Choice("study", tuple(codes(release)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader = visit.reader
    (choice,) = choices(visit.release)
    rows = rows_by_code(visit.release, STUDIES)
    top = st.container()
    told: list[controls.Unknown] = []
    picked = controls.select(
        choice, lambda code: titled(rows[code], reader), told=told, label=reader.say("study.pick")
    )
    controls.tell(reader, told)
    shown: Study = visit.figure(study, code=picked)
    with top:
        heading(shown.title, shown.lead)
    with st.container(key="under-study", gap=None):
        st.html(study_markup.folds(shown, reader))
        with st.container(horizontal=True, key="take-study"):
            for name, cells in shown.files:
                download(reader.say(f"study.files.{name}"), f"{name}-{shown.code}", cells)
    if not any(asked.count for asked in shown.asked):
        st.html(markup.paragraph(reader.say("study.none.figures"), "none"))
    questions = [
        study_markup.question(asked, reader, opened=place == 0) for place, asked in enumerate(shown.asked)
    ]
    if questions:
        st.html("".join(questions))
