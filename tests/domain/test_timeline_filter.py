"""The filter of a timeline."""

from __future__ import annotations

import pytest

from netx_tui import i18n
from netx_tui.domain.errors import FieldError
from netx_tui.domain.timeline_filter import matching, suggestions
from netx_tui.domain.timeline_rows import TimelineLine, TimelineRow
from tests.conftest import NOW

TALK = TimelineRow(
    "m1",
    "meeting",
    "talk",
    "talk held",
    "Café Anker",
    day="2026-11-20",
    lines=(TimelineLine("i1", "insight", "advice", "Trust comes first"),),
)
MAIL = TimelineRow("x1", "mail", "mail", "invitation", "Twenty minutes", day="2026-10-09")
CALL = TimelineRow("t1", "touch", "full", "call", "about the move", day="2025-03-31")
UNDATED = TimelineRow("r1", "research", "new", "research note", "Runs six people")
ROWS = (TALK, MAIL, CALL, UNDATED)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "m1 x1 t1 r1"),
        ("cafe", "m1"),
        ("TRUST first", "m1"),
        ('"comes first"', "m1"),
        ('"first comes"', ""),
        ("-cafe", "x1 t1 r1"),
        ("kind:mail", "x1"),
        ("kind:mail,touch", "x1 t1"),
        ("kind:insight", "m1"),
        ("kind:re", "r1"),
        ("kind:talk", "m1"),
        ("-kind:mail", "m1 t1 r1"),
        ("since:2026-10", "m1 x1"),
        ("since:2026-10-10", "m1"),
        ("since:2026", "m1 x1"),
        ("until:2026-10", "x1 t1"),
        ("until:2025", "t1"),
        ("since:2025 until:2025-03", "t1"),
        ("since:20.11.2026", "m1"),
        ("kind:meeting since:2026-10 trust", "m1"),
        ("https://x", ""),
    ],
)
def test_a_query_finds(query: str, found: str) -> None:
    assert " ".join(row.id for row in matching(ROWS, query, NOW)) == found


@pytest.mark.parametrize("query", ["kind:", "since:", "since:20", "since:2026-", "since:2026-1", "-", '"'])
def test_what_is_still_being_typed_refuses_nothing_it_would_find(query: str) -> None:
    assert TALK in matching(ROWS, query, NOW)


@pytest.mark.parametrize("query", ["kind:foo", "sinc:2026", "since:foo", "until:2026-13-45"])
def test_what_makes_no_sense_is_told(query: str) -> None:
    with pytest.raises(FieldError):
        matching(ROWS, query, NOW)


def test_a_slip_in_a_kind_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(FieldError, match="Did you mean 'meeting'"):
        matching(ROWS, "kind:meting", NOW)


def test_the_fields_have_german_names_too() -> None:
    i18n.use("de")
    assert matching(ROWS, "art:mail seit:2026", NOW) == (MAIL,)


def test_the_last_word_is_completed() -> None:
    assert suggestions("trust s") == [("since:", "since")]
    assert [word for word, _label in suggestions("kind:mail,me")] == ["kind:mail,meeting"]
    assert suggestions("since:2") == []
