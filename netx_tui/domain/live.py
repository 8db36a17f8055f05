"""A talk while it goes on: its clock, the order of its cards, and when time is up (``2-plan.md``).

The order is the opening, one question to warm up, the musts as the agenda has them, the shoulds in the order
of the parts of a talk, the nice ones; the closing keeps its minutes and is never pushed out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from netx_tui.domain.agenda import alive, in_sections, is_core
from netx_tui.domain.meetings import Meeting, Question
from netx_tui.domain.minutes import budget, lasting
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _, ngettext

OPENING = "opening"
"""The id of the card that begins the talk."""
WARMING_UP = "rapport"
"""The id of the question to warm up where the agenda has none."""
STOP_MINUTES = 2
MORE_MINUTES = 5
"""What ``+`` adds when the other person offers more time."""
AMBER, RED = "amber", "red"
HALF, CLOSING, STOP, OVER = "half", "closing", "stop", "over"


class Clock(NamedTuple):
    """Seconds gone since the beginning, and left until the end; ``left`` is below 0 after it."""

    gone: int
    left: int
    total: int


class Card(NamedTuple):
    """One thing to say or ask; ``question`` is ``None`` for the opening and the ready-made warming up."""

    id: str
    question: Question | None = None

    @property
    def closing(self) -> bool:
        """Whether it belongs to the minutes kept for the end."""
        return self.question is not None and self.question.section == "closing"


class Signal(NamedTuple):
    """What the clock has to say: ``kind`` is half, closing, stop or over; ``severity`` amber or red."""

    kind: str
    severity: str
    text: str


# -- the order -----------------------------------------------------------------------------------


def cards(meeting: Meeting) -> tuple[Card, ...]:
    """Everything to say or ask as it is planned, what is done already included."""
    questions = alive(meeting.questions)
    core = [question for question in questions if is_core(question)]
    rapport = [question for question in questions if question.section == "rapport"]
    ordered = [
        *rapport[:1],
        *(question for question in core if question.priority == "must"),
        *in_sections(question for question in core if question.priority == "should"),
        *in_sections(question for question in core if question.priority not in ("must", "should")),
        *rapport[1:],
        *(question for question in questions if question.section == "closing"),
    ]
    first = [Card(question.id, question) for question in questions if question.section == "opening"]
    warming = () if rapport else (Card(WARMING_UP),)
    return (Card(OPENING), *first, *warming, *(Card(question.id, question) for question in ordered))


def in_order(meeting: Meeting, *, closing_first: bool = False) -> tuple[Card, ...]:
    """The cards as they come now: what was skipped behind the rest, then the closing.

    With ``closing_first`` the closing stands before whatever else is still to be asked.
    """

    def place(card: Card) -> tuple[int, int]:
        done = is_done(card, meeting)
        skipped = meeting.passed.index(card.id) + 1 if card.id in meeting.passed and not done else 0
        part = 1 if card.closing else 2 if closing_first and not done else 0
        return part, skipped

    return tuple(sorted(cards(meeting), key=place))


def is_done(card: Card, meeting: Meeting) -> bool:
    """Whether it was said, asked or answered."""
    if card.question is None:
        return card.id in meeting.passed
    return card.question.state in ("asked", "answered")


def current(order: Sequence[Card], meeting: Meeting, chosen: str = "") -> Card | None:
    """The card to show: the one that was ``chosen``, else the next one; ``None`` when all is asked."""
    wanted = next((card for card in order if card.id == chosen), None)
    return wanted or next((card for card in order if not is_done(card, meeting)), None)


def state_after(question: Question, meeting: Meeting) -> str:
    """What a question is when the talk goes on: answered where an answer was noted, else asked."""
    noted = any(line.kind == "answer" and line.question == question.id for line in meeting.captures)
    return "answered" if noted else "asked"


# -- the clock -----------------------------------------------------------------------------------


def clock(meeting: Meeting, now: datetime) -> Clock:
    """The clock of a talk at ``now``, by when it began; one that has not begun stands still."""
    total = lasting(meeting.minutes + meeting.extra_minutes) * 60
    begun = stored_moment(meeting.started_at)
    gone = max(0, int((now - begun).total_seconds())) if begun else 0
    return Clock(gone, total - gone, total)


def kept_minutes(meeting: Meeting) -> int:
    """The minutes at the end that only the closing may use."""
    shares = budget(lasting(meeting.minutes))
    return shares.closing + shares.buffer


def is_closing_time(meeting: Meeting, at: Clock) -> bool:
    """Whether only the minutes kept for the end are left."""
    return at.left <= kept_minutes(meeting) * 60


def closing_begins(meeting: Meeting, now: datetime) -> str:
    """The hour at which the closing begins, on the clock of ``now``; empty where the talk has not begun."""
    begun = stored_moment(meeting.started_at)
    if begun is None:
        return ""
    minutes = lasting(meeting.minutes + meeting.extra_minutes) - kept_minutes(meeting)
    return f"{(begun + timedelta(minutes=minutes)).astimezone(now.tzinfo):%H:%M}"


def time_text(seconds: int) -> str:
    """``12:40``: minutes and seconds, without a sign."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{minutes}:{rest:02d}"


# -- what the clock has to say -------------------------------------------------------------------


def open_musts(meeting: Meeting) -> int:
    """How many musts of the core were not asked yet."""
    return sum(
        question.priority == "must" and is_core(question) and question.state == "open"
        for question in alive(meeting.questions)
    )


def signal(meeting: Meeting, at: Clock) -> Signal | None:
    """What the clock has to say, the most urgent thing."""
    musts = open_musts(meeting)
    told = ngettext("{count} must open", "{count} musts open", musts).format(count=musts)
    if at.left < 0:
        return Signal(OVER, RED, _("The time is over: thank them and stop."))
    if at.left <= STOP_MINUTES * 60:
        return Signal(STOP, AMBER, _("Under two minutes left: offer to stop."))
    if is_closing_time(meeting, at):
        sentence = (
            _("{musts}, time for the closing questions") if musts else _("Time for the closing questions")
        )
        return Signal(CLOSING, AMBER, sentence.format(musts=told))
    if musts and at.gone * 2 >= at.total:
        return Signal(HALF, AMBER, _("{musts}, half time").format(musts=told))
    return None


# -- words ---------------------------------------------------------------------------------------


def opening_lines(meeting: Meeting, name: str) -> tuple[str, ...]:
    """What to say first (R05): thanks, the topic, why this person, the time limit."""
    topic = meeting.topic or meeting.field
    why = meeting.person_notes.strip().partition("\n")[0]
    lines = [_("Thank {name} for taking the time.").format(name=name)]
    if topic:
        lines.append(_("Say what it is about: {topic}.").format(topic=topic))
    if why:
        lines.append(_("Say why you ask them: {why}").format(why=why))
    lines.append(_("Say that you will keep to {count} minutes.").format(count=meeting.minutes))
    return tuple(lines)


def warming_up() -> str:
    """The question to warm up where the agenda has none: RAP1 of the bank."""
    return _("How has your week been so far, and what has taken most of your attention?")
