"""Open actions for other programs: as to-dos of a calendar (RFC 5545) and as a Markdown checklist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.text import clean_line, clean_text
from netx_tui.formats.ical import PRODUCT
from netx_tui.formats.markdown import escaped
from netx_tui.i18n import _

if TYPE_CHECKING:
    from icalendar import Todo


class ActionOut(NamedTuple):
    """An action as other programs see it; ``column`` is its code, ``column_name`` what the user calls it.

    ``stamp`` is the time of writing, with its zone; ``steps`` are texts and whether they are done.
    """

    id: str
    title: str
    column: str
    column_name: str
    stamp: datetime
    label: str = ""
    due: date | None = None
    person: str = ""
    plan: str = ""
    waiting: str = ""
    tags: Sequence[str] = ()
    steps: Sequence[tuple[str, bool]] = ()
    notes: str = ""


_BLOCK = re.compile(r"[-+=]|\d{1,9}[.)]")
"""How a line of Markdown begins that is a list, or underlines a heading."""
_STATUS = {"doing": "IN-PROCESS", "done": "COMPLETED", "dropped": "CANCELLED"}


def write_todos(actions: Iterable[ActionOut]) -> bytes:
    """``actions`` as one calendar file of ``VTODO`` entries, which todoman and others read."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for action in actions:
        calendar.add_component(_todo(action))
    written: bytes = calendar.to_ical()
    return written


def _todo(action: ActionOut) -> Todo:
    from icalendar import Todo

    todo = Todo()
    todo.add("uid", f"{action.id}@actions.netx")
    todo.add("dtstamp", action.stamp)
    todo.add("summary", _title(action))
    todo.add("status", _STATUS.get(action.column, "NEEDS-ACTION"))
    if action.due:
        todo.add("due", action.due)
    words = [word for word in map(clean_line, (action.label, *action.tags)) if word]
    if words:
        todo.add("categories", words)
    text = _described(action)
    if text:
        todo.add("description", text)
    done = sum(done for _text, done in action.steps)
    if action.steps:
        todo.add("percent-complete", 100 * done // len(action.steps))
    return todo


def _described(action: ActionOut) -> str:
    """The rest of a card as text: who named it, the plan, whom it waits for, the checklist, the notes."""
    person = _("Recommended by {name}").format(name=action.person) if action.person else ""
    steps = "\n".join(f"[{'x' if done else ' '}] {clean_line(text)}" for text, done in action.steps)
    parts = (person, action.plan, action.waiting, steps, action.notes)
    return clean_text("\n".join(part for part in parts if part))


def _title(action: ActionOut) -> str:
    return clean_line(action.title) or _("(no title)")


def write_markdown(actions: Iterable[ActionOut]) -> str:
    """``actions`` as Markdown: a heading for each column, a task list with the checklists below it.

    What was typed is shown as it is, not as markup.
    """
    parts: list[str] = [f"# {escaped(_('Follow-up'))}"]
    for name, group in groupby(actions, key=lambda action: action.column_name):
        parts += [f"## {escaped(name)}", "\n".join(_item(action) for action in group)]
    if len(parts) == 1:
        parts.append(_("Nothing is to be done."))
    return "\n\n".join(parts) + "\n"


def _item(action: ActionOut) -> str:
    tick = "x" if action.column == "done" else " "
    about = [
        action.label,
        _("due {day}").format(day=action.due.isoformat()) if action.due else "",
        action.person,
        action.waiting,
        *(f"+{tag}" for tag in action.tags),
    ]
    told = ", ".join(escaped(clean_line(part)) for part in about if part)
    lines = [f"- [{tick}] {escaped(_title(action))}" + (f" ({told})" if told else "")]
    if action.plan:
        lines.append(f"  {_paragraph(clean_line(action.plan))}")
    lines += [f"  - [{'x' if done else ' '}] {escaped(clean_line(text))}" for text, done in action.steps]
    return "\n".join(lines)


def _paragraph(line: str) -> str:
    """A line of text that begins no list and underlines no heading."""
    text = escaped(line)
    begun = _BLOCK.match(text)
    return f"{text[: begun.end() - 1]}\\{text[begun.end() - 1 :]}" if begun else text
