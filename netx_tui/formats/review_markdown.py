"""A weekly review as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from netx_tui.domain.review_steps import ReviewPart
from netx_tui.domain.reviews import Review
from netx_tui.domain.text import visible
from netx_tui.formats.markdown import escaped
from netx_tui.i18n import _

_BEGINS_A_LIST = re.compile(r"[-+=]|\d+(?=[.)])")


def review_markdown(review: Review, when: str, parts: Sequence[ReviewPart]) -> str:
    """The review: its week, the sentence on what was learned, the steps with what was done in each.

    ``when`` tells days and duration. What was typed is shown as it is, not as markup.
    """
    lines = ["# " + _("Weekly review {week}").format(week=_line(review.week)), "", _line(when), ""]
    if review.note:
        lines += [f"> {_line(review.note)}", ""]
    for number, part in enumerate(parts, 1):
        lines += [f"## {number}. {_line(part.title)}", "", *_part(part), ""]
    return "\n".join(lines)


def _part(part: ReviewPart) -> Iterator[str]:
    for text in part.lines:
        yield f"- {_line(text)}"
    if part.left:
        yield f"- {_line(part.left)}"
    if not part.lines and not part.left:
        yield _("Nothing.")


def _line(text: str) -> str:
    """``text`` on one line, without any meaning to Markdown."""
    line = escaped(" ".join(visible(text).split()))
    found = _BEGINS_A_LIST.match(line)
    if found is None:
        return line
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found[0].isdigit() else f"\\{line}"
