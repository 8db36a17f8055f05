"""The agenda of a talk: what is planned, whether it is ready, and where a new question belongs.

Musts outside opening, rapport and closing are those that count (``decisions.md``, *Agenda and live*); planned
are the minutes of musts and shoulds in the parts from path to culture.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netx_tui.domain.meetings import PRIORITIES, SECTIONS, VERBS, Meeting, Question
from netx_tui.domain.text import clean_line
from netx_tui.i18n import N_, _

AROUND = ("opening", "rapport", "closing")
"""The parts that are no core."""
ENOUGH_NOTES = 40
LONGEST_OBJECTIVE = 140
NO_WAY = ("dropped", "deferred")
"""States of questions that will not be asked in this talk."""
PLANS = ("objective", "person_notes", "field_notes", "must", "brief")
_MISSING = {
    "objective": N_("goal"),
    "person_notes": N_("research the person"),
    "field_notes": N_("research the field"),
    "must": N_("a must"),
    "brief": N_("send the brief"),
}
_VERB_WORDS = {
    "know": ("know", "weiß", "weiss", "kenne"),
    "have": ("have", "habe"),
    "decide": ("decide", "decided", "entscheide"),
    "can": ("can", "kann"),
}


class Readiness(NamedTuple):
    """How far a talk is prepared, 0 to 5 (R10), and what is missing (of ``PLANS``)."""

    value: int
    missing: tuple[str, ...]


def is_core(question: Question) -> bool:
    """Whether a question belongs to the core of the talk."""
    return question.section not in AROUND


def alive(questions: Iterable[Question]) -> list[Question]:
    """The questions that are neither dropped nor put off."""
    return [question for question in questions if question.state not in NO_WAY]


def musts(questions: Iterable[Question]) -> list[Question]:
    """The musts that count: those in the core, not dropped."""
    return [question for question in alive(questions) if question.priority == "must" and is_core(question)]


def minutes_of(questions: Iterable[Question]) -> int:
    """What questions take together, in minutes."""
    return sum(question.minutes for question in questions)


def planned_minutes(questions: Iterable[Question]) -> int:
    """What musts and shoulds of the core take."""
    return minutes_of(q for q in alive(questions) if is_core(q) and q.priority in ("must", "should"))


def readiness(meeting: Meeting) -> Readiness:
    """How far ``meeting`` is prepared."""
    done = {
        "objective": bool(meeting.objective.strip()),
        "person_notes": len(meeting.person_notes.strip()) >= ENOUGH_NOTES,
        "field_notes": len(meeting.field_notes.strip()) >= ENOUGH_NOTES,
        "must": bool(musts(meeting.questions)),
        "brief": bool(meeting.brief_sent_at),
    }
    missing = tuple(name for name in PLANS if not done[name])
    return Readiness(len(PLANS) - len(missing), missing)


def plan_label(name: str) -> str:
    """What is missing in an agenda, in the user's language."""
    return _(_MISSING[name]) if name in _MISSING else name


def verb_phrase(verb: str) -> str:
    """How the sentence on the goal begins: *after this talk I know ...*."""
    return {
        "know": _("After this talk I know"),
        "have": _("After this talk I have"),
        "decide": _("After this talk I decide"),
        "can": _("After this talk I can"),
    }.get(verb, _("After this talk I …"))


def split_objective(text: str) -> tuple[str, str]:
    """A leading verb split off: ``know which skills ...`` gives ``know`` and the rest; none gives ``""``.

    A whole sentence (*after this talk I know which ...*) is taken as well, in English and German.
    """
    rest = clean_line(text)
    folded = rest.casefold()
    for start in ("after this talk i", "after this talk, i", "nach diesem gespräch", "nach dem gespräch"):
        if folded.startswith(start):
            rest = rest[len(start) :].strip(" ,…")
            break
    first, _blank, more = rest.partition(" ")
    for verb in VERBS:
        if first.casefold().strip(",") in _VERB_WORDS[verb]:
            words = more.split()
            said_i = bool(words) and words[0].casefold().strip(",") == "ich"
            return verb, " ".join(words[1:] if said_i else words)
    return "", rest


def ordered_place(questions: Sequence[Question], section: str, priority: str) -> int:
    """Where a new question belongs: the opening first, musts before the rest, the closing last."""
    key = _order(section, priority)
    for place, question in enumerate(questions):
        if _order(question.section, question.priority) > key:
            return place
    return len(questions)


def _order(section: str, priority: str) -> tuple[int, int]:
    part = 0 if section in ("opening", "rapport") else 2 if section == "closing" else 1
    rank = PRIORITIES.index(priority) if priority in PRIORITIES else len(PRIORITIES)
    return part, rank if part == 1 else 0


def in_sections(questions: Iterable[Question]) -> list[Question]:
    """The questions in the order of the parts of a talk; within one part as they stand."""
    return sorted(
        questions, key=lambda q: SECTIONS.index(q.section) if q.section in SECTIONS else len(SECTIONS)
    )
