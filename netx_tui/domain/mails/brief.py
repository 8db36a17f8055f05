"""Which questions of an agenda a brief takes along (R38, R40)."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from netx_tui.domain.errors import NotFound, RuleRefused
from netx_tui.domain.text import clean_line
from netx_tui.i18n import _, ngettext

MOST_QUESTIONS = 5
USUAL_QUESTIONS = 3


class BriefQuestion(Protocol):
    """What a brief needs to know of a question."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def priority(self) -> str: ...  # noqa: D102
    @property
    def sendable(self) -> bool: ...  # noqa: D102
    @property
    def delicate(self) -> bool: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102


Q = TypeVar("Q", bound=BriefQuestion)


def offered(questions: Iterable[Q]) -> tuple[Q, ...]:
    """The questions that may stand in a brief, in the order of the agenda."""
    return tuple(q for q in questions if q.sendable and not q.delicate and q.state in ("", "open"))


def usual_choice(questions: Iterable[Q]) -> tuple[Q, ...]:
    """What is chosen unless the user chooses: the sendable musts, at most three."""
    return tuple(q for q in offered(questions) if q.priority == "must")[:USUAL_QUESTIONS]


def chosen(questions: Iterable[Q], ids: Sequence[str]) -> tuple[Q, ...]:
    """The questions named by ``ids``, in the order of the agenda.

    Raises ``NotFound``, and ``RuleRefused`` for one that must not be sent and for more than five.
    """
    known = list(questions)
    for wanted in ids:
        question = next((q for q in known if q.id == wanted), None)
        if question is None:
            raise NotFound(_("This agenda has no question {id}.").format(id=clean_line(wanted)))
        if not question.sendable or question.delicate:
            raise RuleRefused(
                _("'{text}' is for the talk only and is not sent ahead.").format(
                    text=clean_line(question.text)
                ),
                rule="R40",
            )
    found = tuple(q for q in known if q.id in ids)
    if len(found) > MOST_QUESTIONS:
        raise RuleRefused(
            ngettext(
                "A brief holds at most {count} question.",
                "A brief holds at most {count} questions.",
                MOST_QUESTIONS,
            ).format(count=MOST_QUESTIONS),
            rule="R38",
        )
    return found


def as_list(questions: Iterable[BriefQuestion]) -> str:
    """The questions as lines that begin with a dash: the value of ``{{questions}}``."""
    return "\n".join(f"- {clean_line(question.text)}" for question in questions)
