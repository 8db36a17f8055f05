"""A small invented past, of which every number can be worked out by hand.

The clock stands at Monday, 23 November 2026, 09:00 in Berlin (08:00 UTC); 28 days reach back to
26 October, 09:00, which itself is no longer one of them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from netx_tui.domain.actions import Action, Move
from netx_tui.domain.contacts import Contact, Mail, StageChange, Touch
from netx_tui.domain.meetings import Capture, Insight, Meeting, Question
from netx_tui.domain.numbers.metric import Metric
from netx_tui.domain.numbers.metrics import metrics
from netx_tui.domain.numbers.past import Everything

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def at(text: str) -> str:
    """``11-20 10:30`` as a stored time in UTC."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC).isoformat()


CONTACTS = (
    Contact(
        "ann", "Ann Arbeit", stage="in_touch", tier="active", referral_by="bob", created=at("09-01 10:00")
    ),
    Contact("bob", "Bob Brenner", stage="met", tier="inner", created=at("09-01 10:00")),
    Contact("cem", "Cem Celik", stage="lead", referral_by="ann", created=at("11-11 15:00")),
    Contact(
        "dee",
        "Dee Dahl",
        stage="archived",
        tier="wide",
        stage_log=(StageChange(at("11-13 10:00"), "shortlisted", "invited"),),
    ),
    Contact("eva", "Eva Ek", stage="declined", tier="active", do_not_contact=True),
    Contact("fay", "Fay Falk", stage="lead", referral_by="bob  BRENNER", created=at("11-19 08:00")),
)
MAILS = (
    # answered and dated: mature
    Mail(
        "i1",
        "ann",
        "invitation",
        lang="en",
        sent_at=at("11-02 10:00"),
        band_at_sending="A",
        warmth_at_sending=10,
        replied_at=at("11-04 09:00"),
        reply="yes",
    ),
    # answered only after the reminder, whose mail keeps the answer: mature
    Mail(
        "i2",
        "bob",
        "invitation",
        lang="de",
        sent_at=at("11-09 10:00"),
        band_at_sending="B",
        warmth_at_sending=3,
    ),
    Mail("n2", "bob", "nudge", sent_at=at("11-12 10:00"), replied_at=at("11-13 10:00"), reply="open"),
    # silent since Thursday 12: Fri, Mon-Fri, Mon are seven business days, so mature
    Mail("i3", "cem", "invitation", lang="de", sent_at=at("11-12 10:00"), band_at_sending="C"),
    # silent since Friday 13: six business days, so not mature
    Mail("i4", "dee", "invitation", lang="de", sent_at=at("11-13 10:00"), band_at_sending="A"),
    # on the boundary: no longer in the period
    Mail("i5", "eva", "invitation", sent_at=at("10-26 08:00"), band_at_sending="A"),
    # to somebody who was deleted since, and who answered
    Mail("i6", "zed", "invitation", sent_at=at("11-16 10:00"), replied_at=at("11-17 10:00"), reply="open"),
)
MEETINGS = (
    Meeting(
        "m1",
        "ann",
        at("11-11 14:00"),
        status="held",
        created=at("11-04 09:30"),
        brief_sent_at=at("11-10 12:00"),  # 26 h before: in time
        thanked_at=at("11-12 10:20"),  # 20 h after the end at 14:20: in time
        questions=(
            Question("q1", priority="must", state="answered"),
            Question("q2", priority="must", state="open"),
            Question("q3", priority="must", state="dropped"),  # not planned any more
            Question("q4", priority="should", state="answered"),
        ),
        captures=(
            Capture("k1", "referral", "Cem Celik", filed="cem"),
            Capture("k2", "opening", "a post in March", filed="a3"),
        ),
    ),
    Meeting(
        "m2",
        "bob",
        at("11-18 10:00"),
        status="closed",
        ended_at=at("11-18 10:30"),
        brief_sent_at=at("11-17 17:00"),  # 17 h before: late
        thanked_at=at("11-20 10:30"),  # 48 h after: late
        questions=(Question("q1", priority="must", state="answered"),),
    ),
    # ended 16 h 40 min ago: not yet to be thanked for
    Meeting("m3", "cem", at("11-22 15:00"), status="held"),
    Meeting("m4", "ann", at("11-30 10:00"), status="scheduled", created=at("11-20 10:00")),
    Meeting("m5", "bob", at("10-01 10:00"), status="held"),
)
INSIGHTS = (
    Insight("s1", "m1", "ann", "Trust first", actionable="yes", captured_at=at("11-11 14:05")),
    Insight("s2", "m1", "ann", "Small teams", captured_at=at("11-11 14:06")),
    Insight("s3", "m1", "ann", "She runs", actionable="no", captured_at=at("11-11 14:07")),
    Insight("s4", "m2", "bob", "Read the book", actionable="yes", captured_at=at("11-18 10:05")),
    Insight("s5", "m3", "cem", "A course", actionable="yes", captured_at=at("11-22 15:05")),  # 17 h old
    Insight("s6", "m5", "bob", "A meetup", actionable="yes", captured_at=at("10-01 10:05")),  # 53 days old
)
ACTIONS = (
    # 12 to 20 November: 8 days
    Action(
        "a1",
        "Earn trust",
        "skill",
        ("s1",),
        "ann",
        column="done",
        entered_column_at=at("11-20 10:00"),
        history=(
            Move("h1", at("11-12 10:00"), "inbox", "next"),
            Move("h2", at("11-15 10:00"), "next", "doing"),
            Move("h3", at("11-20 10:00"), "doing", "done"),
        ),
    ),
    # 13 days in Doing: amber
    Action("a2", "Read it", "book", ("s4",), "bob", column="doing", entered_column_at=at("11-10 10:00")),
    Action(
        "a3",
        "Ask again",
        "opening_watch",
        contact="ann",
        meeting="m1",
        column="next",
        entered_column_at=at("11-11 15:00"),
    ),
    # made in Next on the 10th, done on the 14th: 4 days
    Action(
        "a4",
        "Tidy up",
        "article",
        column="done",
        created=at("11-10 10:00"),
        entered_column_at=at("11-14 10:00"),
        history=(
            Move("h1", at("11-12 10:00"), "next", "doing"),
            Move("h2", at("11-14 10:00"), "doing", "done"),
        ),
    ),
    # done before the period
    Action(
        "a5",
        "Go there",
        "event",
        ("s6",),
        column="done",
        created=at("10-02 10:00"),
        entered_column_at=at("10-05 10:00"),
    ),
    # 13 days in the inbox: red from 7 on
    Action("a6", "Decide", column="inbox", entered_column_at=at("11-10 10:00")),
)
TOUCHES = (
    Touch("i1", "ann", "2026-11-02", "mail"),
    Touch("t2", "ann", "2026-11-21", "close_the_loop"),  # gives
    Touch("t3", "bob", "2026-11-20", "call", give="a name"),  # gives
    Touch("t4", "bob", "2026-11-20", "reaction"),  # light
    Touch("t5", "bob", "2026-11-20", "mail", direction="in", give="theirs"),
    Touch("t6", "ann", "2026-10-26", "mail", give="long ago"),  # 28 days ago: no longer in the period
)
NEXT = {
    "ann": date(2026, 11, 23),  # today: on time
    "bob": date(2026, 11, 20),  # late
    "dee": date(2026, 12, 1),  # in the archive
    "eva": date(2026, 12, 1),  # not to be contacted
}


def everything(now: datetime = NOW, days: int = 28, **other: Any) -> Everything:
    """The sample, with some of its tables replaced."""
    tables: dict[str, Any] = {
        "contacts": {contact.id: contact for contact in CONTACTS},
        "mails": MAILS,
        "touches": TOUCHES,
        "meetings": MEETINGS,
        "insights": INSIGHTS,
        "actions": ACTIONS,
        "next_touches": NEXT,
    }
    return Everything(now, days, **{**tables, **other})


def by_id(past: Everything) -> dict[str, Metric]:
    """The metrics by their id."""
    return {metric.id: metric for metric in metrics(past)}
