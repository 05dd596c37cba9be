"""meta/ddi/<study>.xml: each study as survey archives describe one (DDI-Codebook 2.5).

    studies.py     which tables of a package tell of studies, and what figures say of each
    xml.py         elements and texts of XML
    study.py       who, when, of whom, how
    variables.py   the indicators that were asked

Source: DDI-Codebook 2.5 (<https://ddialliance.org/ddi-codebook>). A codebook is most often that of a file of
answers, which nobody has here: each file says first that it describes published figures. So a variable has
its question and its answers, and no frequency: a figure is of one population, place and subject, a frequency
would be of a whole file. What a source does not publish is said by its status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.catalogs.ddi import studies, study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release

FOLDER = "meta/ddi"


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file of each study, of a release with a table of figures that leads to studies."""
    if found := studies.of(release):
        for code in found.codes:
            yield f"{FOLDER}/{quote(code, safe='')}.xml", study.text(release, found, code)
