"""What was done in the week of a review, step by step: for those who read it later."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeGuard

from netx_tui.domain.actions import Action, Move
from netx_tui.domain.board import plan_sentence
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.numbers.metric import count_text
from netx_tui.domain.review_steps import (
    INSIGHTS,
    NEXT_WEEK,
    NUMBERS,
    PEOPLE,
    RED,
    STEPS,
    WAITING,
    ReviewPart,
    answer_text,
    title_of,
)
from netx_tui.domain.reviews import Review
from netx_tui.domain.short_dates import short_date, short_moment
from netx_tui.domain.weekly_review import monday_of
from netx_tui.domain.workdays import local_day, stored_moment
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

_LAST = timedelta(days=6)
_HOUR = 60


class WeekDone:
    """The ISO week of ``review`` as ``workspace`` tells it, on the clock of ``now``."""

    def __init__(self, workspace: Workspace, review: Review, now: datetime) -> None:
        self._workspace, self._review, self._now = workspace, review, now
        begun = local_day(review.at, now.tzinfo) or now.date()
        self._first = monday_of(review.week) or begun - timedelta(days=begun.weekday())
        self._last = self._first + _LAST

    def when(self) -> str:
        """The days of the week, when the review began, and how long it took where that makes sense."""
        words = [_("{first} to {last}").format(first=short_date(self._first), last=short_date(self._last))]
        begun, over = stored_moment(self._review.at), stored_moment(self._review.finished_at)
        if begun is not None:
            here = begun.astimezone(self._now.tzinfo)
            words.append(_("done on {when}").format(when=short_moment(here, self._now.date())))
        minutes = int((over - begun).total_seconds() // 60) if begun and over else 0
        if 0 < minutes <= _HOUR:
            words.append(ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes))
        return ", ".join(words)

    def parts(self, labels: Mapping[str, str]) -> list[ReviewPart]:
        """The six steps; ``labels`` name the numbers by their id."""
        found = {
            INSIGHTS: self._insights(),
            RED: self._cards(("done", "dropped")),
            WAITING: self._cards(("waiting",)),
            NEXT_WEEK: self._cards(("doing",)),
            PEOPLE: self._people(),
            NUMBERS: self._numbers(labels),
        }
        answers = self._review.answers
        return [
            ReviewPart(title_of(step), answer_text(answers.get(step, "")), tuple(found[step]))
            for step in STEPS
        ]

    def _insights(self) -> Iterator[str]:
        """What was decided about, as the history tells, and still holds."""
        insights = self._workspace.insights
        decided = {"no": _("only to know"), "yes": _("a card")}
        known = {one.id for one in insights.values() if one.actionable in decided}
        for name in sorted(self._decided(known)):
            insight = insights[name]
            yield f"{insight.text}: {decided[insight.actionable]}"

    def _decided(self, known: Collection[str]) -> set[str]:
        return {
            entry.id
            for entry in (self._workspace.history(ids=known) if known else ())
            if entry.table == "insights"
            and self._in_week(entry.at)
            and any(change.field == "actionable" and change.new in ("yes", "no") for change in entry.changes)
        }

    def _cards(self, columns: Collection[str]) -> Iterator[str]:
        """The cards that came to one of ``columns`` in the week and are still there."""
        cards = sorted(self._workspace.actions.values(), key=lambda one: (one.entered_column_at, one.id))
        for card in cards:
            move = next((move for move in reversed(card.history) if move.to_column in columns), None)
            if card.column in columns and self._in_week(move.at if move else card.entered_column_at):
                yield ": ".join(part for part in (card.title, _outcome(card, move)) if part)

    def _people(self) -> Iterator[str]:
        """Talks and mails, by their days."""
        workspace = self._workspace
        told = [
            *((one.at, one.contact, _("talk")) for one in workspace.meetings.values() if one.held),
            *((mail.sent_at, mail.contact, kind_label(mail.kind)) for mail in workspace.mails.values()),
        ]
        found: list[tuple[date, str, str]] = []
        for at, contact_id, what in told:
            day, contact = self._day(at), workspace.contacts.get(contact_id)
            if self._covers(day):
                found.append((day, contact.name if contact else "–", what))
        for on, name, what in sorted(found):
            yield ", ".join((short_date(on), name, what))

    def _numbers(self, labels: Mapping[str, str]) -> Iterator[str]:
        stored = self._review.numbers
        for name in sorted(stored, key=lambda name: (len(name), name)):
            k, slash, n = stored[name].partition("/")
            whole = slash and k.isdecimal() and n.isdecimal()
            yield f"{labels.get(name, name)}: {count_text(int(k), int(n)) if whole else stored[name]}"

    def _day(self, stored: str) -> date | None:
        return local_day(stored, self._now.tzinfo)

    def _in_week(self, stored: str) -> bool:
        return self._covers(self._day(stored))

    def _covers(self, day: date | None) -> TypeGuard[date]:
        return day is not None and self._first <= day <= self._last


def _outcome(card: Action, move: Move | None) -> str:
    """What came of a card, in a few words."""
    if card.column == "done":
        return card.evidence or _("done")
    if card.column == "dropped":
        return _("dropped, {reason}").format(reason=card.dropped_reason or (move.reason if move else ""))
    if card.column == "waiting":
        return _("waiting for {who}").format(who=card.waiting_for) if card.waiting_for else ""
    return plan_sentence(card)
