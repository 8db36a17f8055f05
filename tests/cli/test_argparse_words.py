"""What argparse says by itself can be translated like all the rest."""

from __future__ import annotations

import argparse

import pytest

from netx_tui.cli.argparse_words import WORDS
from tests.cli.conftest import Netx

LINES = (
    ("contact", "show", "--help"),
    ("import", "--help"),
    ("contact", "show"),
    ("contact", "show", "Ann", "--nonsense"),
    ("contact", "show", "Ann", "--json=yes"),
    ("contact", "list", "--limit"),
    ("contact", "list", "--limit", "0"),
    ("contact", "stage", "Ann", "nowhere"),
    ("export", "contacts", "--to", "xml"),
    ("import",),
    ("backup", "one", "two"),
)


def test_every_sentence_of_argparse_is_known_to_the_catalogues(
    netx: Netx, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: set[str] = set()

    def ask(message: str) -> str:
        said.add(message)
        return message

    monkeypatch.setitem(vars(argparse), "_", ask)
    for line in LINES:
        assert netx(*line).status in (0, 2)
    assert "usage: " in said
    assert said <= set(WORDS)


def test_a_refusal_speaks_the_users_language(netx: Netx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(argparse), "_", lambda message: f"«{message}»" if message else message)
    assert "«unrecognized arguments: --nonsense»" in netx("today", "--nonsense").err
    assert netx("today", "--help").out.startswith("«usage: »netx today")
