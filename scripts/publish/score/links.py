"""Which addresses of a catalogue answer: asked of the web, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.publish.score.reading import is_whole
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scripts.publish.score.graph import Node
    from scripts.publish.score.reading import Answer

REFUSED = 400  # statuses from here on are no answer


def asked(
    datasets: Iterable[Node], status: Callable[[str], int], progress: Callable[[str, int, int], None]
) -> dict[str, Answer]:
    """What each address of the files of these data sets answers; `status` is what a server says.

    Where no server says anything (SourceError), nobody knows, and the reason is told.
    """
    files = [file for dataset in datasets for file in dataset.nodes("dcat:distribution")]
    named = [
        a for file in files for name in ("dcat:downloadURL", "dcat:accessURL") for a in file.addresses(name)
    ]
    wanted = [address for address in dict.fromkeys(named) if is_whole(address)]
    found: dict[str, Answer] = {}
    for done, address in enumerate(wanted):
        progress("links", done, len(wanted))
        try:
            said = status(address)
        except SourceError as error:
            found[address] = None, str(error.arguments.get("note_en") or error)
        else:
            found[address] = said < REFUSED, f"HTTP {said}"
    return found
