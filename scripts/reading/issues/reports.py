"""Issues as text for a terminal, as Markdown, or as JSON; in French or in English.

The two reports for people group the issues that share a severity, a code, a resource and a field: a count
and a few samples, never a line for each bad row; the totals are the true ones. JSON has every issue.
"""

from __future__ import annotations

import json
from types import MappingProxyType

from scripts.reading.issues.messages import codes, visible
from scripts.reading.issues.summary import ERROR, RANKS, UNCHECKED, WIDTH, Report, about, tallied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scripts.reading.issues.model import Issue, Waived


def explain(  # noqa: PLR0913 -- each is an option of the report, given by its name
    issues: Iterable[Issue],
    *,
    lang: str = "fr",
    format: str = "text",  # noqa: A002 -- the name that the command line has for it
    engine: str = "",
    target: str = "",
    prefix: str = "",
    counts: Mapping[str, int] = MappingProxyType({}),
    limit: int = 0,
    width: int = WIDTH,
    waived: Sequence[Waived] = (),
) -> str:
    """The report on some issues, in one of FORMATS, ending with a newline. KeyError for another format.

    `waived` are those that waivers cover: told apart, each with its reason, and counted as no error.

    Errors come first, then warnings, then what was not checked; the codes are in the order of the catalogue,
    which is that of the checks.
    """
    in_order = sorted(item for item in issues if item.severity in RANKS)
    if in_order:
        order = {code: position for position, code in enumerate(codes())}
        in_order.sort(key=lambda item: (RANKS.index(item.severity), order[item.code]))
    report = Report(
        in_order,
        language=lang,
        engine=engine,
        target=target,
        prefix=prefix,
        counts=counts,
        limit=limit,
        width=width,
        waived=waived,
    )
    return FORMATS[format](report)


def _text(report: Report) -> str:
    """For a terminal: a block for each group, then the totals."""
    blocks = []
    for group in report.groups():
        first = group[0]
        lines = _headed(report, group, report.say(first.severity))
        lines += _wrapped(first.hint(report.language), report.width, "    → ", "      ")
        blocks.append("\n".join(lines))
    for accepted in report.accepted():
        group = [one.issue for one in accepted]
        lines = _headed(report, group, report.say("waived"))
        lines += _wrapped(report.reason(accepted[0]), report.width, "    → ", "      ")
        blocks.append("\n".join(lines))
    checked = [report.checked(report.target)] if report.target else []
    return "\n\n".join([*blocks, "\n".join([*checked, report.total()])]) + "\n"


def _headed(report: Report, group: Sequence[Issue], word: str) -> list[str]:
    """The lines of a block: what the issues of a group are, and a few of them."""
    first = group[0]
    facts = [f"[{first.code}]", *map(visible, about(group)), report.times(group)]
    head = f"{word}  {first.title(report.language)}"
    lines = _wrapped("  ".join([head, " · ".join(fact for fact in facts if fact)]), report.width, "", "    ")
    for place, message in report.samples_of(group):
        lines += _wrapped(f"{place}  {message}" if place else message, report.width, "    ", "      ")
    return [*lines, f"    {more}"] if (more := report.more(group)) else lines


def _markdown(report: Report) -> str:
    """For an issue tracker or a page: a heading and a table for each group."""
    lines = [f"# {report.say('heading')}", "", f"**{report.total()}**", ""]
    if report.target:
        lines += [report.checked(f"`{report.target}`"), ""]
    for group in report.groups():
        lines += _section(report, group, report.say(group[0].severity))
        lines += ["", f"→ {_cell(group[0].hint(report.language))}", ""]
    for accepted in report.accepted():
        lines += _section(report, [one.issue for one in accepted], report.say("waived"))
        lines += ["", f"→ {_cell(report.reason(accepted[0]))}", ""]
    return "\n".join(lines)


def _section(report: Report, group: Sequence[Issue], word: str) -> list[str]:
    """The lines of a section: what the issues of a group are, and a few of them."""
    first = group[0]
    facts = [f"`{name}`" for name in (first.code, *about(group)) if name]
    facts += [times] if (times := report.times(group)) else []
    lines = [f"## {word} · {first.title(report.language)}", "", _cell(" · ".join(facts)), ""]
    for place, message in report.samples_of(group):
        lines.append(f"- `{_cell(place)}` {_cell(message)}" if place else f"- {_cell(message)}")
    return [*lines, f"- {more}"] if (more := report.more(group)) else lines


def _json(report: Report) -> str:
    """For a program: the verdict, what was checked, every issue, what was not checked and why, waivers.

    `valid` is null where nothing wrong was found in what was checked, and that is not all; `counts` are of
    the issues, by code.
    """
    tally = tallied((str(item.severity), item.times) for item in report.issues)
    counts = tallied((item.code, item.times) for item in report.issues if item.severity != UNCHECKED)
    content = {
        "valid": False if tally[ERROR] else None if tally[UNCHECKED] else True,
        "complete": not tally[UNCHECKED],
        "engine": report.engine,
        "checked": dict(report.counts),
        "counts": dict(sorted(counts.items())),
        "issues": [_object(item, report.language) for item in report.listed()],
        "unchecked": [
            {**_object(item, report.language), "reason": item.variant} for item in report.unchecked()
        ],
        "waived": [
            {**_object(one.issue, report.language), "waiver": f"{one.path}:{one.line}", "reason": one.reason}
            for one in report.waived
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _object(item: Issue, language: str) -> dict[str, object]:
    """An issue as JSON; what it does not have is null."""
    return {
        "severity": str(item.severity),
        "code": item.code,
        "resource": item.resource or None,
        "path": item.path or None,
        "line": item.line or None,
        "row": item.row or None,
        "field": item.field or None,
        "value": item.value or None,
        "message": item.message(language),
        "hint": item.hint(language),
        **({"times": item.times} if item.times > 1 else {}),
    }


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """The text on lines of at most `width` characters; no-break spaces hold."""
    import textwrap

    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _cell(text: str) -> str:
    """The text with what Markdown would act upon made plain."""
    return text.replace("|", "\\|").replace("<", "&lt;")


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"text": _text, "markdown": _markdown, "json": _json}
)
