"""The words of the interface. Key → (French, English), side by side, so that neither can be forgotten.

Write plain spaces: `locales.typeset` makes them unbreakable where French wants it. `{name}` is filled in by the
caller. The words of the data itself (labels, titles, notes) are in the release, not here.
"""

from __future__ import annotations

from explorer.texts import (
    accessibility,
    changes,
    checking,
    chrome,
    criteria,
    crossing,
    data,
    dynamics,
    field,
    home,
    measured,
    method,
    observation,
    opening,
    perceived,
    priorities,
    problems,
    refusals,
    roles,
    rows,
    search,
    shared,
    sheets,
    study,
    take,
    territories,
    waves,
    widgets,
)

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    **chrome.WORDS,
    **checking.WORDS,
    **shared.WORDS,
    **take.WORDS,
    **home.WORDS,
    **roles.WORDS,
    **priorities.WORDS,
    **waves.WORDS,
    **territories.WORDS,
    **measured.WORDS,
    **perceived.WORDS,
    **dynamics.WORDS,
    **field.WORDS,
    **data.WORDS,
    **rows.WORDS,
    **method.WORDS,
    **accessibility.WORDS,
    **criteria.WORDS,
    **problems.WORDS,
    **opening.WORDS,
    **refusals.WORDS,
    **crossing.WORDS,
    **sheets.WORDS,
    **study.WORDS,
    **observation.WORDS,
    **search.WORDS,
    **changes.WORDS,
    **widgets.WORDS,
}
