"""Open actions as to-dos and as Markdown; text from outside stays text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from netx_tui.formats.actions_out import ActionOut, write_markdown, write_todos

STAMP = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BOOK = ActionOut(
    "a1", "Read Deep Work", "doing", "Doing", STAMP,
    label="book", due=date(2026, 11, 27), person="Ayla Brandt", plan="When Sat 9:00, then I order it",
    tags=("home",), steps=(("bought", True), ("read", False)), notes="second\nedition",
)  # fmt: skip
POISON = "x\r\nEND:VTODO\nBEGIN:VEVENT;a=b,c\\n \x1b[31m](http://x) <b> `*_"


def test_a_card_is_a_todo_that_a_calendar_reads_back():
    [todo] = Calendar.from_ical(write_todos([BOOK])).walk("VTODO")
    assert (todo["uid"], todo["summary"], todo["status"]) == (
        "a1@actions.netx",
        "Read Deep Work",
        "IN-PROCESS",
    )
    assert todo["due"].dt == date(2026, 11, 27)
    assert todo["percent-complete"] == 50
    assert [str(word) for word in todo["categories"].cats] == ["book", "home"]
    assert str(todo["description"]) == (
        "Recommended by Ayla Brandt\nWhen Sat 9:00, then I order it\n[x] bought\n[ ] read\nsecond\nedition"
    )


def test_columns_are_told_as_states():
    cards = [BOOK._replace(id=name, column=name) for name in ("next", "waiting", "done", "dropped")]
    todos = Calendar.from_ical(write_todos(cards)).walk("VTODO")
    assert [str(todo["status"]) for todo in todos] == [
        "NEEDS-ACTION",
        "NEEDS-ACTION",
        "COMPLETED",
        "CANCELLED",
    ]


def test_no_text_breaks_out_of_its_todo():
    hostile = BOOK._replace(
        title=POISON, person=POISON, notes=POISON, steps=((POISON, False),), tags=(POISON,)
    )
    data = write_todos([hostile])
    lines = data.decode().split("\r\n")
    assert sum(line.startswith("BEGIN:VTODO") for line in lines) == 1
    assert not any(line.startswith(("BEGIN:VEVENT", "\x1b")) for line in lines)
    assert len(Calendar.from_ical(data).walk("VTODO")) == 1


def test_the_board_is_a_task_list_in_markdown():
    text = write_markdown(
        [BOOK, BOOK._replace(id="a2", title="Rest", column="done", column_name="Done", steps=())]
    )
    assert text == (
        "# Follow-up\n\n## Doing\n\n"
        "- [ ] Read Deep Work (book, due 2026-11-27, Ayla Brandt, +home)\n"
        "  When Sat 9:00, then I order it\n"
        "  - [x] bought\n  - [ ] read\n\n"
        "## Done\n\n- [x] Rest (book, due 2026-11-27, Ayla Brandt, +home)\n"
        "  When Sat 9:00, then I order it\n"
    )


def test_nothing_to_do_is_said():
    assert write_markdown([]) == "# Follow-up\n\nNothing is to be done.\n"


def test_what_was_typed_is_no_markup():
    hostile = BOOK._replace(title=POISON, column_name="# [x](y)", plan=POISON, steps=((POISON, True),))
    text = write_markdown([hostile])
    assert not re.search(r"(?<!\\)(?:\]\(|<b>)", text) and "## \\# \\[x\\]" in text
    assert all(line.startswith(("#", "- [", "  ")) or not line for line in text.splitlines())


def test_a_plan_that_looks_like_a_list_or_an_entity_stays_a_sentence():
    begun = {
        "- a ~~b~~ &lt;": "\\- a \\~\\~b\\~\\~ \\&lt;",
        "1. a": "1\\. a",
        "R&D at 9": "R&D at 9",
        "== a": "\\== a",
    }
    for plan, shown in begun.items():
        assert f"\n  {shown}\n" in write_markdown([BOOK._replace(plan=plan)])


def test_nothing_that_acts_on_a_terminal_reaches_a_todo():
    nasty = "a\x1b[31m\x07\u202e\x9bb"
    hostile = BOOK._replace(title=nasty, person=nasty, plan=nasty, waiting=nasty, notes=nasty, tags=(nasty,))
    text = write_todos([hostile]).decode()
    assert not any(sign in text for sign in "\x1b\x07\u202e\x9b")


def test_a_card_without_a_title_can_still_be_told():
    bare = BOOK._replace(title=" \x00 ")
    assert "SUMMARY:(no title)" in write_todos([bare]).decode()
    assert "- [ ] (no title)" in write_markdown([bare])


def test_the_time_of_writing_is_told_in_utc():
    stamp = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    data = write_todos([BOOK._replace(stamp=stamp)]).decode()
    assert "DTSTAMP:20261123T080000Z" in data and "DUE;VALUE=DATE:20261127" in data
