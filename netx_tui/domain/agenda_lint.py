"""What the rules say about an agenda (A1 to A11 of ``2-plan.md``), and their one-key cures."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from netx_tui.domain.agenda import alive, is_core, minutes_of, musts, planned_minutes
from netx_tui.domain.lint.letter import ERROR, INFO, WARN, Finding
from netx_tui.domain.meetings import Meeting, Question
from netx_tui.domain.minutes import budget
from netx_tui.domain.text import same_name
from netx_tui.i18n import N_, _, ngettext

FEWEST_WORDS = 4
GOOD_START = "CLO1"
_CLOSED = re.compile(r"(do|does|is|are|can|hat|ist|kann|sind)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"who else|whom else|anyone else|anybody else|somebody else|wem sonst|wen sonst|mit wem\b|wer sonst",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(hire me|(a|any) (job|position|vacancy|role) for me|get (me )?(a|the) job|job offer|give me a job"
    r"|einstellen|stellenangebot)\b"
    r"|\b(Stelle|Job|Platz) für mich\b|\bmich (für .{1,40} )?(einstellen|nehmen)\b|\bJob bekommen\b",
    re.IGNORECASE,
)
_SEARCHABLE = (
    "what does {company} do",
    "what is {company} doing",
    "was macht {company}",
    "was tut {company}",
)
CURES: Mapping[str, str] = {
    "objective": N_("write the goal"),
    "verb": N_("say what you know, have, decide or can afterwards"),
    "take_set": N_("take the questions for your purpose"),
    "raise": N_("make the first question a must"),
    "lower_must": N_("make the last must a should"),
    "lower_should": N_("make the last should a nice"),
    "drop": N_("drop it"),
    "split": N_("make two questions of it"),
    "closing": N_("add it"),
    "own": N_("write one of your own"),
}
"""What each cure does, in few words."""
IN_PLACE = ("objective", "verb", "own")
"""Cures that only the user can finish: they lead to the field."""


def lint_agenda(meeting: Meeting, company: str = "") -> tuple[Finding, ...]:
    """What the rules say about the agenda of ``meeting``, the worst first; ``company`` is its person's."""
    found = [finding for rule in _RULES for finding in rule(meeting, company)]
    return tuple(sorted(found, key=lambda finding: (ERROR, WARN, INFO).index(finding.severity)))


def cure_label(code: str) -> str:
    """What the cure ``code`` does."""
    return _(CURES[code]) if code in CURES else ""


def cure_fields(code: str, meeting: Meeting, company: str = "") -> dict[str, dict[str, Any]]:
    """The fields that the cure ``code`` changes, by id of the question.

    ``split`` gives the second question under the id ``""``. Cures that need more than that (``take_set``,
    ``closing`` and those of ``IN_PLACE``) give nothing.
    """
    questions = alive(meeting.questions)
    core = [question for question in questions if is_core(question)]
    if code == "raise" and core:
        first = next((q for q in core if not q.delicate), core[0])
        return {first.id: {"priority": "must"}}
    if code == "lower_must" and musts(questions):
        return {musts(questions)[-1].id: {"priority": "should"}}
    if code == "lower_should":
        shoulds = [question for question in core if question.priority == "should"]
        return {shoulds[-1].id: {"priority": "nice"}} if shoulds else {}
    if code == "drop":
        wrong = next((q for q in questions if _is_searchable(q.text, company) or _JOB.search(q.text)), None)
        return {wrong.id: {"state": "dropped"}} if wrong else {}
    if code == "split":
        return _halves(next((question for question in questions if _is_double(question.text)), None))
    return {}


def _halves(question: Question | None) -> dict[str, dict[str, Any]]:
    if question is None:
        return {}
    first, _mark, second = question.text.partition("?")
    return {
        question.id: {"text": f"{first.strip()}?", "qid": None},
        "": {"text": second.strip(" ,;"), "section": question.section, "priority": question.priority},
    }


def _a1(meeting: Meeting, _company: str) -> Iterator[Finding]:
    if not meeting.objective.strip():
        yield Finding("A1", ERROR, _("There is no goal yet."), "objective")


def _a2(meeting: Meeting, _company: str) -> Iterator[Finding]:
    clause = meeting.objective.split()
    if clause and (not meeting.objective_verb or len(clause) < FEWEST_WORDS):
        yield Finding("A2", WARN, _("The goal is a topic, not a result."), "verb")


def _a3(meeting: Meeting, _company: str) -> Iterator[Finding]:
    if not musts(meeting.questions):
        has_core = any(is_core(question) for question in alive(meeting.questions))
        yield Finding("A3", ERROR, _("No question is a must."), "raise" if has_core else "take_set")


def _a4(meeting: Meeting, _company: str) -> Iterator[Finding]:
    count, needed = len(musts(meeting.questions)), minutes_of(musts(meeting.questions))
    room = budget(meeting.minutes)
    if count > room.most_musts or needed > room.musts:
        told = ngettext(
            "{count} must needs {needed} of {room} min.", "{count} musts need {needed} of {room} min.", count
        )
        yield Finding("A4", WARN, told.format(count=count, needed=needed, room=room.musts), "lower_must")


def _a5(meeting: Meeting, _company: str) -> Iterator[Finding]:
    planned, core = planned_minutes(meeting.questions), budget(meeting.minutes).core
    if planned > core:
        shoulds = [q for q in alive(meeting.questions) if is_core(q) and q.priority == "should"]
        told = _("Planned {planned} of {core} min: too much.").format(planned=planned, core=core)
        yield Finding("A5", WARN, told, "lower_should" if shoulds else "lower_must")


def _a6(meeting: Meeting, company: str) -> Iterator[Finding]:
    if any(_is_searchable(question.text, company) for question in alive(meeting.questions)):
        yield Finding(
            "A6", WARN, _("A search engine answers what {company} does.").format(company=company), "drop"
        )


def _a7(meeting: Meeting, _company: str) -> Iterator[Finding]:
    for question in alive(meeting.questions):
        if is_core(question) and _CLOSED.match(question.text.strip()):
            told = _("'{text}' can be answered with yes or no.")
            yield Finding("A7", INFO, told.format(text=_short(question.text)))


def _a8(meeting: Meeting, _company: str) -> Iterator[Finding]:
    for question in alive(meeting.questions):
        if _is_double(question.text):
            told = _("'{text}' is two questions in one.")
            yield Finding("A8", INFO, told.format(text=_short(question.text)), "split")


def _a9(meeting: Meeting, _company: str) -> Iterator[Finding]:
    closing = [question for question in alive(meeting.questions) if question.section == "closing"]
    if not any(question.qid == GOOD_START or _PEOPLE.search(question.text) for question in closing):
        yield Finding("A9", INFO, _("No closing question asks whom to talk to next."), "closing")


def _a10(meeting: Meeting, _company: str) -> Iterator[Finding]:
    if any(_JOB.search(question.text) for question in alive(meeting.questions)):
        yield Finding("A10", WARN, _("Ask for insight, not for a job."), "drop")
    elif _JOB.search(meeting.objective):
        yield Finding("A10", WARN, _("The goal is a job; ask for insight, not for a job."), "objective")


def _a11(meeting: Meeting, _company: str) -> Iterator[Finding]:
    core = [question for question in alive(meeting.questions) if question.section != "closing"]
    if core and all(question.qid for question in core):
        yield Finding("A11", INFO, _("All questions are from the bank; none is about this person."), "own")


def _is_searchable(text: str, company: str) -> bool:
    name = same_name(company)
    folded = same_name(text)
    return bool(name) and any(folded.startswith(start.format(company=name)) for start in _SEARCHABLE)


def _is_double(text: str) -> bool:
    return text.count("?") > 1


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"


_RULES: tuple[Callable[[Meeting, str], Iterator[Finding]], ...] = (
    _a1,
    _a2,
    _a3,
    _a4,
    _a5,
    _a6,
    _a7,
    _a8,
    _a9,
    _a10,
    _a11,
)
