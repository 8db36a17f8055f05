"""The agenda of a talk: its questions, their order, what the rules say, and the cures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netx_tui.domain import agenda as plan
from netx_tui.domain.agenda_lint import cure_fields, cure_label
from netx_tui.domain.changes import Update
from netx_tui.domain.errors import FieldError, NotFound, RuleRefused
from netx_tui.domain.mails.filling import fill
from netx_tui.domain.meeting_fields import question_values
from netx_tui.domain.meetings import Question
from netx_tui.domain.question_bank import BankQuestion
from netx_tui.domain.ranks import placed
from netx_tui.domain.text import clean_line, visible
from netx_tui.i18n import _, ngettext
from netx_tui.services.agenda_reader import AgendaReader, key_of
from netx_tui.services.talk_status import meeting_of, person_of


class Agendas(AgendaReader):
    """The verbs around agendas."""

    def add(self, meeting_id: str, text: str, values: Mapping[str, str] | None = None) -> str:
        """Add a question: an id of the bank, or one's own words; returns its id.

        Raises ``FieldError`` and ``NotFound``.
        """
        known = self._bank.questions.get(text.strip())
        typed = question_values(values or {})
        if known is None:
            words = question_values({"text": text})
            fields = {"section": "insights", "priority": "should", "minutes": 3, "sendable": True, **words}
            if len(text.split()) == 1 and text.strip().isupper():
                raise FieldError(
                    _("The bank has no question {id}.").format(id=clean_line(text)), field="text"
                )
        else:
            fields = self._from_bank(meeting_id, known, known.priority)
        fields |= {name: value for name, value in typed.items() if value is not None}
        return self._add(meeting_id, [fields])[0]

    def add_set(self, meeting_id: str, purpose: str = "") -> str:
        """Add the questions for ``purpose`` (the user's own unless given); returns a sentence."""
        meeting = meeting_of(self._workspace, meeting_id)
        here = {key_of(question) for question in meeting.questions if question.state != "dropped"}
        wanted = self._bank.set_for(purpose or self._profile().purpose)
        new = [
            self._from_bank(meeting_id, question, how) for question, how in wanted if question.id not in here
        ]
        if not new:
            return _("All of these questions are there already.")
        self._add(meeting_id, new)
        return ngettext("{count} question is added.", "{count} questions are added.", len(new)).format(
            count=len(new)
        )

    def carry_over(self, meeting_id: str, row_id: str) -> str:
        """Take over a question that an earlier talk left open (``BankRow.id``); returns its id."""
        source, _dot, question_id = row_id.partition(".")
        earlier = meeting_of(self._workspace, source)
        question = next((q for q in earlier.questions if q.id == question_id), None)
        if question is None:
            raise NotFound(_("That question is no longer there."))
        fields = {
            name: value
            for name in ("qid", "text", "section", "priority", "minutes", "sendable", "delicate")
            if (value := getattr(question, name))
        }
        return self._add(meeting_id, [{**fields, "carried_from": source}])[0]

    def set_question(self, meeting_id: str, question_id: str, values: Mapping[str, str]) -> None:
        """Set typed values on a question; raises ``FieldError`` and ``NotFound``."""
        question = self._question(meeting_id, question_id)
        fields = question_values(values)
        if "text" in fields and fields["text"] != question.text and question.qid:
            fields["qid"] = None  # what the user wrote is their own question now
        if values.get("for_brief") and fields["for_brief"]:
            refuse_to_send(question)
        self._write(
            meeting_id, {f"questions.{question_id}.{name}": value for name, value in fields.items()}, question
        )

    def move(self, meeting_id: str, question_id: str, index: int) -> None:
        """Put a question at the place ``index``, from 0; raises ``NotFound``."""
        question = self._question(meeting_id, question_id)
        order = [q.id for q in meeting_of(self._workspace, meeting_id).questions]
        ranks = placed(self._ranks(meeting_id), order, question_id, index)
        fields = {f"questions.{name}.rank": rank for name, rank in ranks.items()}
        self._write(meeting_id, fields, question, _("moved '{text}'"))

    def remove(self, meeting_id: str, question_id: str) -> str:
        """Take a question out of the agenda; returns a sentence."""
        question = self._question(meeting_id, question_id)
        self._write(meeting_id, {f"questions.{question_id}": None}, question, _("removed '{text}'"))
        return _("Removed: {text}").format(text=visible(question.text))

    def cure(self, meeting_id: str, code: str) -> str:
        """Do the one-key cure ``code``; returns a sentence, empty where only the user can do it."""
        meeting = meeting_of(self._workspace, meeting_id)
        if code == "take_set":
            return self.add_set(meeting_id)
        if code == "closing":
            self.add(meeting_id, "CLO1")
            return _("Added a question about further people.")
        company = person_of(self._workspace, meeting_id).company
        changes = cure_fields(code, meeting, company)
        if not changes:
            return ""
        second = changes.pop("", None)
        fields = {f"questions.{q}.{name}": value for q, new in changes.items() for name, value in new.items()}
        if second:
            first = next(iter(changes))
            place = [q.id for q in meeting.questions].index(first) + 1
            fields |= self._new_fields(meeting_id, [{"minutes": 3, "sendable": True, **second}], place)[1]
        label = _("agenda with {name}: {what}").format(
            name=person_of(self._workspace, meeting_id).name, what=cure_label(code)
        )
        self._workspace.apply([Update("meetings", meeting_id, fields)], label)
        return _("Done: {what}.").format(what=cure_label(code))

    def add_source(self, meeting_id: str, url: str) -> None:
        """Note something that was read, with today's date. Raises ``FieldError`` for nothing."""
        text = clean_line(url, 2000)
        if not text:
            raise FieldError(_("Nothing to note."), field="url")
        items = self._workspace.documents("meetings")[meeting_id].get("sources") or {}
        name = f"s{self._workspace.new_id('sources')[1:]}"
        rank = f"{len(items) + 1:06d}"
        source = {"url": text, "read_on": self._clock().date().isoformat(), "rank": rank}
        label = _("noted a source for the talk with {name}").format(name=self._name(meeting_id))
        self._workspace.apply([Update("meetings", meeting_id, {f"sources.{name}": source})], label)

    def remove_source(self, meeting_id: str, source_id: str) -> None:
        """Take a source away again."""
        label = _("removed a source of the talk with {name}").format(name=self._name(meeting_id))
        self._workspace.apply([Update("meetings", meeting_id, {f"sources.{source_id}": None})], label)

    # -- inside ----------------------------------------------------------------------------------

    def _add(self, meeting_id: str, new: list[dict[str, Any]]) -> list[str]:
        names, fields = self._new_fields(meeting_id, new)
        count = len(new)
        label = ngettext(
            "added {count} question to the talk with {name}",
            "added {count} questions to the talk with {name}",
            count,
        ).format(count=count, name=self._name(meeting_id))
        self._workspace.apply([Update("meetings", meeting_id, fields)], label)
        return names

    def _new_fields(
        self, meeting_id: str, new: list[dict[str, Any]], place: int | None = None
    ) -> tuple[list[str], dict[str, Any]]:
        """Ids of ``new`` questions and the fields that put each where it belongs, or at ``place``."""
        questions = list(meeting_of(self._workspace, meeting_id).questions)
        ranks = dict(self._ranks(meeting_id))
        names: list[str] = []
        fields: dict[str, Any] = {}
        for data in new:
            name = f"q{self._workspace.new_id('questions')[1:]}"
            where = (
                plan.ordered_place(questions, data["section"], data["priority"]) if place is None else place
            )
            moved = placed(ranks, [q.id for q in questions], name, where)
            ranks |= moved
            for other, rank in moved.items():
                if other in names:
                    fields[f"questions.{other}"]["rank"] = rank
                elif other != name:
                    fields[f"questions.{other}.rank"] = rank
            known = {key: value for key, value in data.items() if value not in (None, "", False)}
            fields[f"questions.{name}"] = {"state": "open", **known, "rank": ranks[name]}
            questions.insert(where, Question(name, section=data["section"], priority=data["priority"]))
            names.append(name)
        return names, fields

    def _from_bank(self, meeting_id: str, question: BankQuestion, priority: str) -> dict[str, Any]:
        meeting = meeting_of(self._workspace, meeting_id)
        return {
            "qid": question.id,
            "text": clean_line(fill(question.text(self._lang(meeting)), self._values(meeting))),
            "section": question.section,
            "priority": priority,
            "minutes": question.minutes,
            "sendable": question.sendable,
            "delicate": question.delicate,
        }

    def _ranks(self, meeting_id: str) -> dict[str, str]:
        items = self._workspace.documents("meetings")[meeting_id].get("questions")
        if not isinstance(items, Mapping):
            return {}
        return {name: str(item.get("rank", "")) for name, item in items.items() if isinstance(item, Mapping)}

    def _write(self, meeting_id: str, fields: dict[str, Any], question: Question, label: str = "") -> None:
        text = question.text if len(question.text) <= 40 else question.text[:39] + "…"
        told = (label or _("changed '{text}'")).format(text=visible(text))
        self._workspace.apply([Update("meetings", meeting_id, fields)], told)


def refuse_to_send(question: Question) -> None:
    """Raise ``RuleRefused`` for a question that must not stand in a brief (R40)."""
    if not question.sendable or question.delicate:
        raise RuleRefused(
            _("'{text}' is for the talk only and is not sent ahead.").format(text=clean_line(question.text)),
            rule="R40",
        )
