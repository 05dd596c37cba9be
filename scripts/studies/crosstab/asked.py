"""The rows of questions: each indicator's question as the file prints it, who was asked, its notes."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.studies.crosstab import notes
from scripts.studies.crosstab.model import Block, Crosstab
from scripts.studies.crosstab.plan import SKIP, Plan
from scripts.studies.crosstab.tables import Row

NORMAL = "A"


def questions(plan: Plan, of: Crosstab, study: str) -> Iterator[Row]:
    """The row of each indicator: the question as the file prints it, who was asked, its notes."""
    by: dict[str, list[str]] = {}
    for title in of.titles():
        entry = plan.entry("question", title)
        if entry.get("is") != SKIP:
            told = [
                answer.get("indicator") for answer in entry["answers"].values() if answer.get("is") != SKIP
            ]
            for indicator in dict.fromkeys(one or entry.get("indicator", "") for one in told):
                by.setdefault(indicator, []).append(title)
    for indicator, titles in by.items():
        entries = [plan.entry("question", title) for title in titles]
        texts = [str(entry.get("text") or title) for entry, title in zip(entries, titles, strict=True)]
        row = {
            "study": study,
            "indicator": indicator,
            "question_fr": " / ".join(dict.fromkeys(texts)),
            "question_status": NORMAL,
        }
        for lang, note in (("fr", "note"), ("en", "note_en")):
            universes = [str(entry[f"universe_{lang}"]) for entry in entries if entry.get(f"universe_{lang}")]
            told = [one for title in titles for block in of.of(title) for one in _of_question(plan, block)]
            universes += [
                _sentence(one.get(lang) or one["text"]) for one in told if one["to"] == notes.UNIVERSE
            ]
            row[f"universe_{lang}"] = " ".join(dict.fromkeys(universes))
            row[note] = " ".join(
                dict.fromkeys(one.get(lang) or one["text"] for one in told if one["to"] == notes.QUESTION)
            )
        yield row


def _of_question(plan: Plan, block: Block) -> list[dict[str, str]]:
    return [plan.entry("note", text) for mark in block.notes if (text := block.footnotes.get(mark))]


def _sentence(text: str) -> str:
    """Who was asked, without « Base : »."""
    before, colon, after = text.partition(":")
    bare = after.strip() if colon and before.strip().lower() in {"base", "champ"} else text
    return bare[:1].upper() + bare[1:]
