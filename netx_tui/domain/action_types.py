"""What each type of action asks for: its checklist, its evidence, when it is due (``5-use.md``)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from netx_tui.domain.workdays import add
from netx_tui.i18n import N_, _


class ActionType(NamedTuple):
    """One type of action.

    ``steps`` is the checklist that makes it done, ``evidence`` what is asked for at the end. It is due after
    ``days`` (business days where ``workdays``); 0: a day of its own was agreed. ``then`` is when the whole of
    it is due once its first step is done, counted from its making.
    """

    label: str
    steps: tuple[str, ...]
    evidence: str
    days: int = 0
    size: str = "S"
    workdays: bool = False
    then: int = 0
    longest_evidence: int = 500
    short: str = ""
    """Its name on a card, where there is little room; empty: the label."""


TYPES: Mapping[str, ActionType] = {
    "book": ActionType(
        N_("book"),
        (
            N_("bought or borrowed"),
            N_("read, or put away at page n with the reason"),
            N_("one takeaway written"),
        ),
        N_("Takeaway"),
        3,
        "L",
        then=30,
        longest_evidence=280,
    ),
    "article": ActionType(
        N_("article"),
        (N_("read"), N_("one line kept or shared")),
        N_("The line, or whom you sent it"),
        7,
    ),
    "course": ActionType(
        N_("course"),
        (N_("chosen"), N_("enrolled"), N_("finished"), N_("one thing of it used")),
        N_("Link to the certificate, or the result"),
        14,
        "L",
    ),
    "certificate": ActionType(
        N_("certificate"),
        (N_("requirements read"), N_("exam date booked"), N_("passed")),
        N_("Date, and number or file"),
        21,
        "L",
        short=N_("cert."),
    ),
    "skill": ActionType(
        N_("practice project"),
        (N_("scope in one line"), N_("built"), N_("shown to somebody")),
        N_("Link"),
        30,
        "M",
        short=N_("project"),
    ),
    "person": ActionType(
        N_("person to meet"),
        (
            N_("added as a contact, with who named them"),
            N_("invited, or decided against it"),
            N_("told who named them"),
        ),
        N_("Who it is (contact)"),
        5,
        workdays=True,
        short=N_("person"),
    ),
    "company": ActionType(
        N_("company to look at"),
        (N_("motivation noted"), N_("two people found, or closed")),
        N_("Which company"),
        7,
        short=N_("company"),
    ),
    "event": ActionType(
        N_("event"),
        (N_("date in the calendar"), N_("been there"), N_("one new contact, or a note")),
        N_("Note"),
    ),
    "thank_you": ActionType(N_("thank-you"), (N_("sent"),), N_("When, and how"), 1, short=N_("thanks")),
    "promise": ActionType(N_("promise"), (N_("delivered"),), N_("When, and how")),
    "question": ActionType(
        N_("open question"),
        (N_("answer written down"),),
        N_("The answer, with its source"),
        14,
        short=N_("question"),
    ),
    "opening_watch": ActionType(
        N_("opening to watch"),
        (N_("asked again on the day"),),
        N_("When, and what they said"),
        short=N_("opening"),
    ),
}
UNTYPED = ActionType(N_("action"), (), N_("What came of it"))
"""An action that has no type yet; it gets one before it goes to Next."""


def type_of(name: str) -> ActionType:
    """What is known about the type ``name``; an empty or unknown one is that of an action without a type."""
    return TYPES.get(name, UNTYPED)


def type_label(name: str) -> str:
    """The type's name in the user's language."""
    return _(type_of(name).label)


def short_label(name: str) -> str:
    """The type's name on a card, in the user's language."""
    kind = type_of(name)
    return _(kind.short or kind.label)


def steps_of(name: str) -> tuple[str, ...]:
    """The checklist of a new action of this type, in the user's language."""
    return tuple(_(step) for step in type_of(name).steps)


def due_of(name: str, made: date) -> date | None:
    """When an action of this type that was made on a day is usually due; ``None``: the day is agreed."""
    kind = type_of(name)
    if not kind.days:
        return None
    return add(made, kind.days) if kind.workdays else made + timedelta(days=kind.days)


def due_after_first_step(name: str, made: date) -> date | None:
    """When the whole of it is due once its first step is done: a book bought in 3 days is read in 30."""
    kind = type_of(name)
    return made + timedelta(days=kind.then) if kind.then else None
