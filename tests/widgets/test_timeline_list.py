"""The timeline as lines: days, signs, what happened, and what belongs to it below."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from rich.style import Style

from netx_tui.domain.timeline_rows import TimelineLine, TimelineRow
from netx_tui.widgets.signs import ASCII, UNICODE, Signs
from netx_tui.widgets.timeline_list import Entry, TimelineList, entries_of, sign_of

TALK = TimelineRow(
    "m1",
    "meeting",
    "talk",
    "talk held",
    "16:00, Café Anker\nTopic: platforms",
    day="2026-11-20",
    when="Fri 20 Nov",
    lines=(TimelineLine("i1", "insight", "advice", "\nTrust first"),),
)
MAIL = TimelineRow("x1", "mail", "mail", "invitation [/b]", "[red]Hi", day="2026-11-09", when="Mon 9 Nov")


class Drawn(TimelineList):
    """The list without a screen."""

    def style_of(self, name: str, *, cursor: bool = False) -> Style:
        return Style.null()

    def show(self, rows: Sequence[Entry], cursor: int = 0) -> None:
        self.rows = rows
        self.set_reactive(TimelineList.cursor, cursor)


def lines(width: int, signs: Signs = UNICODE, cursor: int = -1) -> list[str]:
    drawn = Drawn(signs=signs)
    drawn.show_rows((TALK, MAIL))
    return [
        "".join(part.text for part in drawn.segments(n, entry, width, cursor=n == cursor))
        for n, entry in enumerate(drawn.rows)
    ]


def test_an_event_shows_day_sign_words_and_the_beginning_of_the_rest() -> None:
    talk, insight, mail = (line.split() for line in lines(80))
    assert talk == ["Fri", "20", "Nov", "◔", "talk", "held", "16:00,", "Café", "Anker"]
    assert insight == ["advice", "Trust", "first"]
    assert mail == ["Mon", "9", "Nov", "✉", "invitation", "[/b]", "[red]Hi"]


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_list(width: int) -> None:
    assert all(cell_len(line) <= width for line in lines(width))


def test_where_it_is_narrow_the_rest_goes_first() -> None:
    assert "talk held" in lines(36)[0]
    assert "16:00" not in lines(36)[0]


def test_the_cursor_has_a_sign_of_its_own() -> None:
    assert lines(80, cursor=1)[1].startswith("▌")


def test_without_utf8_every_sign_is_ascii() -> None:
    assert all(line.replace("é", "e").replace("…", "~").isascii() for line in lines(80, ASCII, cursor=0))
    assert sign_of("off", ASCII) == "-"


def test_other_rows_keep_the_cursor_on_its_entry() -> None:
    drawn = Drawn()
    drawn.show_rows((TALK, MAIL))
    insight = entries_of((TALK,))[1]
    drawn.show_rows((MAIL, TALK), insight.key)
    assert drawn.current == insight
    drawn.show_rows((MAIL,), insight.key)
    assert drawn.current is not None
    assert drawn.current.row == MAIL
