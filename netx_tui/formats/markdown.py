"""The agenda of a talk as Markdown, to be printed or taken along."""

from __future__ import annotations

import re

from netx_tui.domain.agenda import NO_WAY
from netx_tui.domain.talk_rows import AgendaView, QuestionRow
from netx_tui.i18n import _

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
_SIGNS = {"must": "!", "should": ".", "nice": " "}


def agenda_markdown(view: AgendaView) -> str:
    """The whole agenda as Markdown; what was typed is shown as it is, not as markup."""
    row = view.row
    place = ", ".join(escaped(part) for part in (row.when, _minutes(row.minutes), view.place) if part)
    parts = [f"# {escaped(_('Talk with {name}').format(name=row.name))}", place]
    if row.company:
        parts.insert(1, escaped(row.company))
    parts += _goal(view)
    for heading, text in (
        (_("The person"), view.person_notes),
        (_("The field"), view.field_notes),
        (_("The company"), view.company_notes),
        (_("What I can offer"), view.give),
    ):
        if text:
            parts += [f"## {heading}", escaped(text)]
    if view.sources:
        parts.append(f"## {_('Sources')}")
        parts.append("\n".join(f"- {escaped(url)} ({read_on})" for _id, url, read_on in view.sources))
    parts += _questions(view)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """``text`` without any meaning to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _goal(view: AgendaView) -> list[str]:
    lines = [f"{view.objective_start} {view.objective}"] if view.objective else []
    lines += [_("Topic: {topic}").format(topic=view.topic)] if view.topic else []
    lines += [_("Field: {field}").format(field=view.field)] if view.field else []
    return ["\\\n".join(escaped(line) for line in lines)] if lines else []


def _questions(view: AgendaView) -> list[str]:
    alive = [question for question in view.questions if question.state not in NO_WAY]
    if not alive:
        return []
    planned = _("planned {planned} of {core} min").format(planned=view.planned, core=view.core)
    lines = [_line(number, question) for number, question in enumerate(alive, 1)]
    return [f"## {_('Questions')} ({planned})", "\n".join(lines)]


def _line(number: int, question: QuestionRow) -> str:
    done = "x" if question.state in ("asked", "answered") else " "
    sign = _SIGNS.get(question.priority, " ").strip()
    line = f"{number}. [{done}] {sign}{' ' if sign else ''}{escaped(question.text)}"
    line += f" ({question.section_label}, {_minutes(question.minutes)})"
    if question.answer:
        line += "".join(f"\n   > {escaped(part)}" for part in question.answer.split("\n"))
    return line


def _minutes(count: int) -> str:
    return _("{count} min").format(count=count)
