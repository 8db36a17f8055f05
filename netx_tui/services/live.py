"""The talk itself: what is asked, skipped and noted; everything noted is on the disk at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from netx_tui.domain import live
from netx_tui.domain.agenda import is_core, ordered_place
from netx_tui.domain.captures import capture_label, words_of
from netx_tui.domain.changes import Update
from netx_tui.domain.errors import FieldError, RuleRefused
from netx_tui.domain.meeting_fields import question_values
from netx_tui.domain.meeting_path import status_label
from netx_tui.domain.meetings import CAPTURES, Meeting, Question
from netx_tui.domain.ranks import placed
from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.services.live_reader import LiveReader
from netx_tui.services.talk_status import begin, finish, meeting_of, person_of

LATER, BY_MAIL, DROP = "later", "mail", "drop"
"""What becomes of a question that is skipped: behind the others, asked by mail after the talk, not at all."""
FOLLOW_UP_MINUTES = 2
_LABEL_LENGTH = 40


class Live(LiveReader):
    """The verbs of a talk while it goes on."""

    def begin(self, meeting_id: str) -> None:
        """The talk begins, unless it goes on already. Raises ``RuleRefused`` and ``NotFound``."""
        if meeting_of(self._workspace, meeting_id).status != "live":
            begin(self._workspace, meeting_id, self._clock())

    def end(self, meeting_id: str) -> None:
        """The talk is over. Raises ``RuleRefused`` and ``NotFound``."""
        finish(self._workspace, meeting_id, self._clock())

    def note(self, meeting_id: str, kind: str, text: str, question_id: str = "") -> None:
        """Keep a line; on return it is on the disk.

        An answer joins the question it answers; a follow-up question stands behind it in the agenda.
        Raises ``FieldError`` for no text, too much of it, or an unknown kind.
        """
        words = words_of(text)
        if kind not in CAPTURES:
            raise FieldError(_("A note is one of: {kinds}.").format(kinds=", ".join(CAPTURES)), field="kind")
        meeting = meeting_of(self._workspace, meeting_id)
        question = _question(meeting, question_id)
        if kind == "follow_up":
            fields = self._follow_up(meeting, question, words)
        else:
            fields = self._capture(meeting, kind, words, question)
        self._write(meeting, fields, _("noted: {kind}").format(kind=capture_label(kind)))

    def done(self, meeting_id: str, card_id: str) -> None:
        """The card was said or asked; one that was answered stays so. Raises ``NotFound``."""
        meeting = meeting_of(self._workspace, meeting_id)
        question = _question(meeting, card_id)
        if question is None:
            self._pass(meeting, card_id, _("said"))
        elif question.state == "open":
            fields = {f"questions.{card_id}.state": live.state_after(question, meeting)}
            self._write(meeting, fields, _("asked '{text}'").format(text=_short(question.text)))

    def skip(self, meeting_id: str, card_id: str, how: str = LATER) -> None:
        """Leave a card out: ``how`` is ``LATER``, ``BY_MAIL`` or ``DROP``. Raises ``NotFound``."""
        meeting = meeting_of(self._workspace, meeting_id)
        question = _question(meeting, card_id)
        label = _("skipped '{text}'").format(text=_short(question.text) if question else card_id)
        if question is None or how == LATER:
            self._pass(meeting, card_id, label)
        else:
            state = "deferred" if how == BY_MAIL else "dropped"
            self._write(meeting, {f"questions.{card_id}.state": state}, label)

    def extend(self, meeting_id: str) -> None:
        """They offered five more minutes. Raises ``NotFound``."""
        meeting = meeting_of(self._workspace, meeting_id)
        fields = {"extra_minutes": meeting.extra_minutes + live.MORE_MINUTES}
        self._write(meeting, fields, _("five more minutes"))

    def undo(self, meeting_id: str) -> str:
        """Take back the last step, but never that the talk began; returns a sentence.

        Raises ``RuleRefused`` and ``NotFound``.
        """
        name = person_of(self._workspace, meeting_id).name
        begun = _("talk with {name}: {status}").format(name=name, status=status_label("live"))
        if self._workspace.undo_label() in (None, begun):
            raise RuleRefused(_("There is nothing to undo in this talk."), rule="undo")
        return _("Undone: {labels}.").format(labels="; ".join(self._workspace.undo()))

    # -- inside ----------------------------------------------------------------------------------

    def _write(self, meeting: Meeting, fields: dict[str, Any], what: str) -> None:
        name = person_of(self._workspace, meeting.id).name
        label = _("talk with {name}: {status}").format(name=name, status=what)
        self._workspace.apply([Update("meetings", meeting.id, fields)], label)

    def _pass(self, meeting: Meeting, card_id: str, what: str) -> None:
        """The card goes to the end of those that were passed."""
        passed = [*(name for name in meeting.passed if name != card_id), card_id]
        self._write(meeting, {"passed": passed}, what)

    def _capture(self, meeting: Meeting, kind: str, words: str, question: Question | None) -> dict[str, Any]:
        """The fields that keep a note."""
        capture = {
            "kind": kind,
            "text": words,
            "question": question.id if question else "",
            "at": self._clock().astimezone(UTC).isoformat(timespec="seconds"),
            "rank": f"{len(meeting.captures) + 1:06d}",
        }
        name = f"c{self._workspace.new_id('captures')[1:]}"
        fields: dict[str, Any] = {f"captures.{name}": {key: value for key, value in capture.items() if value}}
        if kind == "answer" and question is not None:
            answer = f"{question.answer}\n{words}" if question.answer else words
            fields[f"questions.{question.id}.answer"] = answer
            fields[f"questions.{question.id}.state"] = "answered"
        return fields

    def _follow_up(self, meeting: Meeting, question: Question | None, words: str) -> dict[str, Any]:
        """The fields that put a question behind ``question`` into the agenda."""
        in_part = question is not None and (is_core(question) or question.section == "closing")
        section = question.section if question is not None and in_part else "path"
        order = [one.id for one in meeting.questions]
        place = (
            order.index(question.id) + 1 if question else ordered_place(meeting.questions, section, "should")
        )
        name = f"q{self._workspace.new_id('questions')[1:]}"
        ranks = placed(self._ranks(meeting), order, name, place)
        new = {
            "section": section,
            "priority": "should",
            "minutes": FOLLOW_UP_MINUTES,
            "sendable": True,
            "state": "open",
            **question_values({"text": words}),
            "rank": ranks[name],
        }
        moved = {f"questions.{other}.rank": rank for other, rank in ranks.items() if other != name}
        return {f"questions.{name}": new, **moved}

    def _ranks(self, meeting: Meeting) -> dict[str, str]:
        items = self._workspace.documents("meetings")[meeting.id].get("questions")
        if not isinstance(items, Mapping):
            return {}
        return {name: str(item.get("rank", "")) for name, item in items.items() if isinstance(item, Mapping)}


def _question(meeting: Meeting, question_id: str) -> Question | None:
    return next((question for question in meeting.questions if question.id == question_id), None)


def _short(text: str) -> str:
    """The beginning of a question, for the label of an undo step."""
    line = visible(text)
    return line if len(line) <= _LABEL_LENGTH else line[: _LABEL_LENGTH - 1] + "…"
