"""Whether two titles name the same thing."""

from __future__ import annotations

import pytest

from netx_tui.domain.actions import Action
from netx_tui.domain.same_thing import already, same_thing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Buy and read 'Deep Work'", "Deep Work"),
        ("Deep Work (Cal Newport)", "read deep work"),
        ("Deep Work by Cal Newport", "You should read “Deep Work”"),
        ("AZ-900", "take the AZ-900 exam"),
        ("Das Buch Überflieger lesen", "überflieger"),
        ("The Book", "the book"),
        ("Deep Work – Cal Newport", "deep work"),
        ("Learn C++", "C++"),
        ("(Deep Work)", "Deep Work"),
    ],
)
def test_the_same_thing_is_known_again(one: str, other: str) -> None:
    assert same_thing(one, other) and same_thing(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deep Work", "Deep Learning"),
        ("AZ-900", "AZ-104"),
        ("", ""),
        ("Deep Work", ""),
        ("...", "!!!"),
        ("Learn C", "Learn C++"),
        ("Learn C#", "Learn C"),
        ("Das Buch von Kleppmann", "Das Buch von Newport"),
        ("Sew by hand", "Sew by machine"),
        ("Interview prep - Part 1", "Interview prep - Part 2"),
    ],
)
def test_other_things_are_told_apart(one: str, other: str) -> None:
    assert not same_thing(one, other)


def test_only_open_cards_of_the_same_type_or_of_none_count() -> None:
    card = Action("a1", "Deep Work", "book", column="doing")
    assert already("read Deep Work", "book", [card]) == card
    assert already("read Deep Work", "", [card]) == card
    assert already("read Deep Work", "book", [card._replace(type="")]) is not None
    assert already("read Deep Work", "course", [card]) is None
    assert already("read Deep Work", "book", [card._replace(column="done")]) is None
