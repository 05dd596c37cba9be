"""The score of a release: of the data set that it is by every portal, of its parts by the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.publish.score import datagouv, links, mqa
from scripts.publish.score.item import Score
from scripts.publish.score.reading import Seen, datasets, text
from scripts.reading import identity
from scripts.write.words import LANGUAGES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from scripts.publish.score.graph import Node
    from scripts.publish.score.item import Scored
    from scripts.reading.model.package import Package

# Who scores. To add one: a module with a `scored` of this type, a line here, and its words in words.toml.
PORTALS: tuple[Callable[[Seen], Scored], ...] = (datagouv.scored, mqa.scored)


def of(
    package: Package,
    folder: Path,
    day: dt.date,
    status: Callable[[str], int] | None = None,
    progress: Callable[[str, int, int], None] = lambda _doing, _done, _total: None,
) -> Score:
    """The score of the release in that folder, on that day; `status` is what the web says of an address.

    Without it no address is asked. ReleaseError, SourceError where there is no catalogue to read.
    """
    whole, *others = datasets(folder)
    answers = links.asked((whole, *others), status, progress) if status else {}
    seen = Seen(whole, day, answers)
    return Score(
        title=_titles(whole),
        version=package.version,
        day=day,
        scored=tuple(scored(seen) for scored in PORTALS),
        parts=tuple((_titles(one), PORTALS[0](Seen(one, day, answers))) for one in others),
        unsaid=identity.unsaid(package),
    )


def _titles(dataset: Node) -> dict[str, str]:
    """The title of a data set by language."""
    return {lang: text(dataset, "dct:title", lang) for lang in LANGUAGES}
