"""What stays private while others look at the screen: scores, notes, life events (``4-touch.md``, privacy).

``veiled`` gives for a row the one that may be seen. A list keeps its order: that is no secret one can read.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any, TypeVar

from netx_tui import i18n
from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.review_steps import ReviewItem
from netx_tui.domain.rows import CompanyRow, PersonCard, PersonRow, TodayRow
from netx_tui.domain.timeline_rows import TimelineLine, TimelineRow
from netx_tui.domain.today_rows import TodayLine
from netx_tui.domain.touch.rows import ComingDay, TouchCard, TouchRow

HIDDEN = "·····"
"""What stands where something is not shown."""
LIFE_EVENT = "congrats"
"""How the kinds of mail begin that are about somebody's life."""
CHOOSING = "enter"
"""The key of the next step that names somebody who would be better."""

Row = TypeVar("Row")


def veiled(row: Row) -> Row:
    """``row`` without what others are not to see; one that holds nothing private is given back itself."""
    seen: Row = _veiled(row)
    return seen


def is_private(step: TodayRow) -> bool:
    """Whether a next step is about somebody's life, their score (N24), or that they do not answer."""
    rests = step.rule == "N20" and not step.kind
    return step.kind.startswith(LIFE_EVENT) or step.rule == "N24" or rests


@singledispatch
def _veiled(row: Any) -> Any:
    return row


@_veiled.register
def _(row: PersonRow) -> PersonRow:
    step = row.step
    if step.key == CHOOSING:
        step = step._replace(text=HIDDEN)
    return row._replace(band="", score=0, fit="", reasons="" if step.text else HIDDEN, step=step)


@_veiled.register
def _(card: PersonCard) -> PersonCard:
    return card._replace(
        row=veiled(card.row),
        reasons=(),
        gates=(),
        potential="",
        missing=None,
        proposal=None,
        facts=tuple(fact for fact in card.facts if not fact.value.endswith("/5")),
        notes=HIDDEN if card.notes else "",
        research=(HIDDEN,) if card.research else (),
        events=(HIDDEN,) if card.events else (),
    )


@_veiled.register
def _(row: TimelineRow) -> TimelineRow:
    lines = tuple(veiled(line) for line in row.lines)
    text = HIDDEN if row.kind == "event" else row.text
    return row._replace(text=text, detail=HIDDEN if row.detail else "", lines=lines)


@_veiled.register
def _(line: TimelineLine) -> TimelineLine:
    return line._replace(text=HIDDEN, detail="")


@_veiled.register
def _(line: TodayLine) -> TodayLine:
    if not is_private(line.row):
        return line
    return line._replace(row=line.row._replace(text=f"{line.row.name}  {HIDDEN}".strip(), why=""))


@_veiled.register
def _(item: ReviewItem) -> ReviewItem:
    return item._replace(text=HIDDEN, note="") if item.private else item


@_veiled.register
def _(refused: RuleRefused) -> RuleRefused:
    if refused.rule != "band":
        return refused
    told = i18n._("This is hidden while others look at the screen.")
    return RuleRefused(told, rule=refused.rule, overridable=refused.overridable)


@_veiled.register
def _(row: TouchRow) -> TouchRow:
    return row._replace(why=HIDDEN if row.why else "", tier="", circle=HIDDEN if row.circle else "")


@_veiled.register
def _(card: TouchCard) -> TouchCard:
    return card._replace(
        row=veiled(card.row),
        proposal=HIDDEN if card.proposal else "",
        guard="",
        facts=(),
        events=(HIDDEN,) if card.events else (),
        recent=(HIDDEN,) if card.recent else (),
    )


@_veiled.register
def _(day: ComingDay) -> ComingDay:
    return day._replace(entries=tuple((who, name, HIDDEN) for who, name, _reason in day.entries))


@_veiled.register
def _(row: CompanyRow) -> CompanyRow:
    cells = tuple(cell._replace(band="", fit="") for cell in row.cells)
    return row._replace(motivation=None, cells=cells)
