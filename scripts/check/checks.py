"""The checks of a package, and what proves of a small one that a check has nothing to say of it."""

from __future__ import annotations

from scripts.check.plain import descriptor, files, table
from scripts.check.plain.package import counts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.check.plain.small import Small

    Proof = Callable[[Small], bool]

# The checks, in the order in which they run: a module of this folder with a `check` (package.py), and what is
# true only of small packages of which that check surely says nothing. Where there is no such proof, None: no
# package is told right then before the check has run. To add one: the module, a line here, its words in
# issues/messages.toml, and a package that shows each fault in tests/broken/.
CHECKS: tuple[tuple[str, Proof | None], ...] = (
    ("descriptor", descriptor.passes),
    ("files", files.passes),
    ("rows", table.passes),
    ("coherence", files.without_rules),
    ("accounts", descriptor.holds_tables),
)


def proven(target: str) -> dict[str, int] | None:
    """How many tables, rows and files a small package has of which no check has anything to say; or None."""
    return counts(target, [proof for _, proof in CHECKS])
