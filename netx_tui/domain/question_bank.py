"""The bank of questions: what may be asked in a talk, in which part of it, for how long, in two languages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from netx_tui.domain.meetings import PRIORITIES, SECTIONS
from netx_tui.domain.profile import PURPOSES
from netx_tui.domain.text import clean_line, search_key
from netx_tui.i18n import N_, _, pgettext

LONGEST_TEXT = 400
MOST_MINUTES = 30
_SECTION_LABELS: Mapping[str, str] = {
    "rapport": N_("warming up"),
    "path": N_("path"),
    "role": N_("role"),
    "trends": N_("trends"),
    "insights": N_("insights"),
    "advice": N_("advice"),
    "resources": N_("resources"),
    "assignments": N_("projects"),
    "skills": N_("skills"),
    "hiring": N_("hiring"),
    "culture": N_("culture"),
    "closing": N_("closing"),
}


class WrongQuestion(Exception):
    """A question of the user's file cannot be used; ``message`` is a translated sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BankQuestion(NamedTuple):
    """One question of the bank; ``sendable`` says whether a brief may hold it."""

    id: str
    section: str
    priority: str
    minutes: int
    sendable: bool
    en: str
    de: str
    delicate: bool = False

    def text(self, lang: str) -> str:
        """The question in ``lang``, English for languages it is not written in; places still open."""
        return self.de if lang == "de" and self.de else self.en or self.de


class Bank(NamedTuple):
    """All questions by id, the sets by purpose (musts, shoulds), and what closes every talk."""

    questions: Mapping[str, BankQuestion]
    sets: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    always: tuple[str, ...]

    def set_for(self, purpose: str) -> tuple[tuple[BankQuestion, str], ...]:
        """The questions of a set with their priorities; what the bank does not hold is left out."""
        musts, shoulds = self.sets.get(purpose, ((), ()))
        wanted = [(name, "must") for name in (*musts, *self.always)] + [(name, "should") for name in shoulds]
        return tuple((self.questions[name], how) for name, how in wanted if name in self.questions)

    def search(self, query: str = "", lang: str = "en", section: str = "") -> tuple[BankQuestion, ...]:
        """The questions with all words of ``query``, of one section where that is given, in section order."""
        words = search_key(query).split()
        found = [
            question
            for question in self.questions.values()
            if (not section or question.section == section)
            and all(word in _searched(question, lang) for word in words)
        ]
        return tuple(sorted(found, key=lambda question: SECTIONS.index(question.section)))


def section_label(section: str) -> str:
    """The name of a part of a talk in the user's language."""
    if section == "opening":
        return pgettext("part of a talk", "opening")
    return _(_SECTION_LABELS[section]) if section in _SECTION_LABELS else clean_line(section)


def question_from(data: Any, delicate: Iterable[str] = ()) -> BankQuestion:
    """A question from a row ``[id, section, priority, minutes, y|n, en, de]``; raises ``WrongQuestion``."""
    if not isinstance(data, Sequence) or isinstance(data, str) or len(data) != len(BankQuestion._fields) - 1:
        raise WrongQuestion(_("a question is: [id, section, priority, minutes, y or n, English, German]."))
    name, section, priority, minutes, sendable, en, de = data
    name = clean_line(str(name), 30)
    if not name or not name.replace("_", "").replace("-", "").isalnum():
        raise WrongQuestion(_("'{name}' cannot be the id of a question.").format(name=name))
    _one_of(section, SECTIONS)
    _one_of(priority, PRIORITIES)
    if type(minutes) is not int or not 1 <= minutes <= MOST_MINUTES:
        raise WrongQuestion(
            _("{id}: minutes are a number from 1 to {most}.").format(id=name, most=MOST_MINUTES)
        )
    texts = [clean_line(str(text or ""), LONGEST_TEXT) for text in (en, de)]
    if not any(texts):
        raise WrongQuestion(_("{id} has no text.").format(id=name))
    hot = name in delicate
    sends = sendable in (True, "y", "yes") and not hot
    how = "should" if hot and priority == "must" else priority
    return BankQuestion(name, section, how, minutes, sends, texts[0], texts[1], hot)


def sets_from(data: Any) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The sets by purpose; raises ``WrongQuestion`` for an unknown purpose or a set that is none."""
    if not isinstance(data, Mapping):
        raise WrongQuestion(_("sets are lines of the form 'purpose: [[musts], [shoulds]]'."))
    found = {}
    for purpose, lists in data.items():
        _one_of(purpose, PURPOSES)
        if (
            not isinstance(lists, list)
            or len(lists) != 2
            or not all(isinstance(part, list) for part in lists)
        ):
            raise WrongQuestion(_("sets are lines of the form 'purpose: [[musts], [shoulds]]'."))
        found[purpose] = (tuple(map(str, lists[0])), tuple(map(str, lists[1])))
    return found


def _one_of(word: Any, known: Sequence[str]) -> None:
    if word not in known:
        raise WrongQuestion(
            _("'{word}' is none of: {known}.").format(word=clean_line(str(word), 40), known=", ".join(known))
        )


def _searched(question: BankQuestion, lang: str) -> str:
    return search_key(
        f"{question.id} {question.section} {section_label(question.section)} {question.text(lang)}"
    )
