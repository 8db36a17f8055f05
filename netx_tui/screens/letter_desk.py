"""A letter at work: what is typed, chosen, written and cured so far. It knows no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netx_tui.domain.contacts import NOTHING
from netx_tui.domain.mails.kinds import LANGUAGES, PLACEHOLDERS, hint, kind_label
from netx_tui.domain.mails.place_labels import place_label
from netx_tui.domain.text import clean_line, clean_text
from netx_tui.services.letters import Letters, Prepared, Wanted
from netx_tui.widgets.letter_fields import FieldRow

QUESTIONS = "questions"


class LetterDesk:
    """The letter ``wanted``, as the user has it so far.

    ``typed`` are the fields that were filled in, ``own`` are subject and text written by hand; until there
    are any, the template is filled anew with each value, and the ``cures`` that were taken are applied again.
    """

    def __init__(self, letters: Letters, wanted: Wanted) -> None:
        self.letters = letters
        self.wanted = wanted._replace(typed={})
        self.typed: dict[str, str] = dict(wanted.typed)
        self.own: tuple[str, str] | None = None
        self.cures: list[str] = []
        self._first: Sequence[str] = ()
        self._others: Sequence[str] = ()

    # -- what there is now -------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """To whom, and what kind of letter."""
        name = self.letters.person(self.wanted.contact).name
        return f"{name} › {kind_label(self.wanted.kind)}"

    @property
    def lang(self) -> str:
        """The language of the letter."""
        return self.letters.lang(self.wanted)

    def prepared(self, typing: Mapping[str, str] = NOTHING) -> Prepared:
        """The letter with what was typed so far; ``typing`` is in the field that is open.

        Raises ``NotFound`` where person or talk are gone, and ``RuleRefused``.
        """
        typed = {name: value for name, value in {**self.typed, **typing}.items() if value}
        subject, text = self.own or (None, None)
        prepared = self.letters.prepare(self.wanted._replace(typed=typed), subject=subject, text=text)
        for code in self.cures:
            if any(finding.cure == code for finding in prepared.findings):
                prepared = self.letters.cured(prepared, code)
        return prepared

    def arrange(self) -> Prepared:
        """Put the fields into their order: those that are missing first; gives and raises as ``prepared``."""
        prepared = self.prepared()
        places = [place for place in self.letters.places(self.wanted) if place in PLACEHOLDERS]
        missing = prepared.missing
        self._first = [place for place in places if place in missing]
        self._others = [place for place in places if place not in missing and place != QUESTIONS]
        return prepared

    def rows(self, prepared: Prepared) -> tuple[FieldRow, ...]:
        """The fields that were missing, the questions that may go along, the other fields."""
        questions = [
            FieldRow(question.id, "", question.text, ticked=question.id in prepared.questions)
            for question in self.letters.offered(self.wanted)
        ]
        first, others = ([_row(name, prepared) for name in names] for names in (self._first, self._others))
        return (*first, *questions, *others)

    # -- what the user does ------------------------------------------------------------------------

    def fill(self, name: str, text: str) -> None:
        """Fill in a field; emptied, it holds again what netx knows."""
        value = clean_line(text)
        if value:
            self.typed[name] = value
        else:
            self.typed.pop(name, None)

    def tick(self, question: str) -> None:
        """Choose a question for the brief, or not any more; raises ``RuleRefused`` for a sixth one."""
        chosen = list(self.prepared().questions)
        chosen.remove(question) if question in chosen else chosen.append(question)
        self.letters.choose(self.wanted, chosen)
        # Without a mark in the agenda the usual ones would be taken again.
        self.wanted = self.wanted._replace(questions=None if chosen else ())

    def follow_agenda(self) -> None:
        """The questions are those of the agenda again: a step was taken back."""
        self.wanted = self.wanted._replace(questions=None)

    def write(self, subject: str, text: str) -> None:
        """The user's own subject and text; those of the letter as it stands are none."""
        letter = self.prepared().letter
        written = clean_line(subject), clean_text(text)
        if self.own is not None or written != (clean_line(letter.subject), clean_text(letter.text)):
            self.own = written

    def cure(self, code: str) -> None:
        """Take a cure; in a text written by hand it is done once and for all."""
        if self.own is not None:
            letter = self.letters.cured(self.prepared(), code).letter
            self.own = letter.subject, letter.text
        else:
            self.cures = [*self.cures, code]

    def reset(self) -> None:
        """Back to the template; what was filled in stays."""
        self.own = None
        self.cures = []

    @property
    def is_changed(self) -> bool:
        """Whether the letter is another one than the template gives."""
        return self.own is not None or bool(self.cures)

    def change_kind(self, kind: str) -> None:
        """Another kind of letter to the same person; what was filled in stays, what was written goes."""
        self.reset()
        meeting = self.letters.talk_for(kind, self.wanted.contact)
        self.wanted = self.wanted._replace(kind=kind, meeting=meeting, questions=None)

    def change_lang(self) -> None:
        """The other language; what was written by hand goes."""
        self.reset()
        now = self.lang
        self.wanted = self.wanted._replace(lang=next(lang for lang in LANGUAGES if lang != now))


def _row(name: str, prepared: Prepared) -> FieldRow:
    value = prepared.letter.values.get(name, "")
    return FieldRow(name, place_label(name), value, hint(name), name in prepared.missing)


def as_text(prepared: Prepared) -> str:
    """Subject and text as they stand in an editor: the subject on the first line, then an empty one."""
    letter = prepared.letter
    return f"{letter.subject}\n\n{letter.text}" if has_subject(prepared) else letter.text


def from_text(text: str, prepared: Prepared) -> tuple[str, str]:
    """Subject and text of what was left in an editor."""
    if not has_subject(prepared):
        return "", text
    subject, _end, rest = text.lstrip("\n").partition("\n")
    return subject, rest


def has_subject(prepared: Prepared) -> bool:
    """Whether a letter of this kind has a subject; a note on LinkedIn has none."""
    return not prepared.letter.around.limits.max_chars
