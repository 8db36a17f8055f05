"""The filter of the board."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from netx_tui.domain.board_filter import CardFacts, matches, read_board_filter, suggestions
from netx_tui.domain.errors import FieldError

TODAY = date(2026, 11, 23)
BOOK = CardFacts(
    title="read deep work",
    person="ayla brandt",
    company="nordlicht",
    type="book",
    tags=("home", "later"),
    due=TODAY + timedelta(days=6),
    today=TODAY,
    age_state="amber",
    column="next",
    size="L",
    text="sat 9:00 a123",
)


@pytest.mark.parametrize(
    "query",
    [
        "", "deep", "Déep work", '"deep work"', "person:ayla", "person:kim,ayla", "type:book", "typ:book",
        "type:book,course", "tag:home", "due:<7d", "due:<=6d", "due:6", "due:<1w", "-due:late", "column:next",
        "spalte:next", "size:l", "company:nord", "amber", "gelb", "-red", "-person:kim", "nordlicht", "#a123",
        "later", "type:", "due:", "due:<", "due:la", '"', "person:", "a123", "person:“ayla b”,kim",
        "-due:<", "-due:la", "-type:", "type:,", "person:,", "due:<=f", "due:4/", "due:2026-1", "due:>",
        "due:<=sun", "due:sun", "due:29.11.", "due:2026-11-29", "due:<=2026-11-29", "due:>5d", "due:>=6",
        "due:late,6d", "fällig:<=so", "due:<1.12.", "-due:none", "-tag:?", "-person:?", "unternehmen:nord",
    ],
)  # fmt: skip
def test_what_fits_passes(query: str) -> None:
    assert matches(BOOK, read_board_filter(query))


@pytest.mark.parametrize(
    "query",
    [
        "deeper", '"work deep"', "person:kim", "type:course", "due:<6d", "due:late", "due:none",
        "due:today", "column:doing", "size:S", "red", "-amber", "-deep", "-type:book", "tag:work", "#b",
        "due:<sun", "due:sat", "due:>sun", "due:>6d", "due:late,none", "due:?", "tag:?", "type:?", "-due:sun",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_out(query: str) -> None:
    assert not matches(BOOK, read_board_filter(query))


def test_a_late_card_is_red_too() -> None:
    late = BOOK._replace(due=TODAY - timedelta(days=1), age_state="")
    for query in ("red", "rot", "due:late", "due:<7d"):
        assert matches(late, read_board_filter(query))
    assert matches(BOOK._replace(due=None), read_board_filter("due:none"))
    assert matches(BOOK._replace(due=TODAY), read_board_filter("due:today"))


def test_a_question_mark_asks_for_what_is_not_known() -> None:
    bare = BOOK._replace(person="", company="", type="", tags=(), due=None, size="")
    for query in ("person:?", "company:?", "type:?", "tag:?", "due:?", "size:?", "type:book,?"):
        assert matches(bare, read_board_filter(query))


def test_a_weekday_is_seen_from_the_day_of_each_card() -> None:
    wanted = read_board_filter("due:fri")
    friday = BOOK._replace(due=date(2026, 11, 27))
    assert matches(friday, wanted)
    assert not matches(friday._replace(today=date(2026, 11, 28)), wanted)


def test_a_kind_of_insight_is_a_type_too() -> None:
    assert matches(BOOK._replace(type="quote"), read_board_filter("type:quo"))


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("persn:ayla", "Did you mean 'person:'"),
        ("colour:red", "Fields: person, type"),
        ("type:bok", "Did you mean 'book'"),
        ("due:soonish", "due:<7d"),
        ("due:4.13.", "due:<7d"),
        ("due:<99999", "due:<7d"),
        ("-due:soonish", "due:<7d"),
        ("size:XXL", "There is: s, m, l"),
    ],
)
def test_what_makes_no_sense_is_told(query: str, why: str) -> None:
    with pytest.raises(FieldError, match=r"There is|Fields|due") as refused:
        read_board_filter(query)
    assert why in refused.value.message


def test_the_next_word_is_suggested() -> None:
    assert ("type:", "book, course, person ...") in suggestions("ty")
    assert ("type:book", "book") in suggestions("type:b")
    assert ("type:book,course", "course") in suggestions("type:book,cou")
    assert ("red", "too old") in suggestions("deep r")
    assert suggestions("nothing:x") == []
    assert [word for word, _about in suggestions("due:")] == ["due:<7d", "due:late", "due:today", "due:none"]
