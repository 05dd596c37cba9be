"""The exceptions of the project: each means that the program cannot go on.

A fault in the data is not an exception but an `issues.Issue`. Only the command line catches these, prints
their one line and turns `exit_code` into the exit status.

    ProjectError
    ├── UsageError          the command line asks for something that does not exist    (exit 2)
    ├── SourceError         what was named cannot be read as a Data Package at all     (exit 1)
    └── ReleaseError        the release cannot be made                                 (exit 1)
        └── ReleaseExists   that version is published already, with other content      (exit 1)

    Interrupted         Ctrl-C: the message says how far the work went                 (exit 130)
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class ProjectError(Exception):
    """Base of all: `str(error)` is one line that says where, what was found and how to mend it.

    `told` has the same line by language, where somebody has translated it.
    """

    exit_code = 1

    def __init__(self, message: str, told: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.told = dict(told or {})

    def said(self, language: str) -> str:
        """The line in that language, in English for want of another."""
        return self.told.get(language, str(self))


class UsageError(ProjectError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class SourceError(ProjectError):
    """What was named cannot be read as a Data Package at all.

    `code` is the issue code to report it under; `path` the file at fault as the user would name it, `line`
    the line in it (0: none). `variant` and `arguments` choose and fill the words that the report has for it
    in each language; the message is the English line for whoever does not ask for a report.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "package-error",
        path: str = "",
        line: int = 0,
        variant: str = "",
        **arguments: object,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.path = path
        self.line = line
        self.variant = variant
        self.arguments = arguments


class ReleaseError(ProjectError):
    """The release cannot be made."""


class ReleaseExists(ReleaseError):
    """That version is published already, with other content."""


class Interrupted(Exception):
    """The user has stopped the program; `str(error)` is one line that says how far it went."""

    exit_code = 130
