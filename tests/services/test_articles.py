"""The reading inbox on a real store, and the letters that send from it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import Ambiguous, FieldError, NotFound
from netx_tui.domain.mails.kinds import KINDS
from netx_tui.domain.profile import Profile
from netx_tui.domain.titles import Guess
from netx_tui.services.articles import Articles
from netx_tui.services.letters import Letters, Wanted
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.workspace import Workspace
from tests.domain.examples import RULES
from tests.domain.mail_examples import template

AYLA = {
    "name": "Ayla Brandt",
    "given": "Ayla",
    "family": "Brandt",
    "department": "data",
    "tags": ["Öffentlicher Dienst"],
    "emails": ["ayla@example.org"],
    "stage": "in_touch",
    "tier": "active",
    "lang": "en",
}
PAGE = {"url": "https://example.org/teams", "title": "Small teams", "why": "It is about small teams"}


class House:
    """One store with two people, a reading inbox and letters."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.now = now
        clock = lambda: self.now  # noqa: E731
        self.workspace = Workspace.open(path, who="robin", run="run1", clock=clock)
        people = {"c1": AYLA, "c2": {"name": "Kofi Hartmann", "department": "legal"}}
        self.workspace.apply([Create("contacts", key, fields) for key, fields in people.items()], "began")
        self.articles = Articles(self.workspace, clock)
        me = Profile(target_departments=("data",), sender_name="Robin Keller")
        choosing = Shortlists(self.workspace, RULES, me, lambda _title: Guess("", ""), clock)
        self.letters = Letters(
            self.workspace,
            {kind: template(kind) for kind in KINDS},
            lambda: me,
            ranking=lambda: choosing.ranking,
            clock=clock,
            meetings=self.workspace.meetings,
        )

    def send(self, kind: str = "share_article", **typed: str) -> str:
        return self.letters.send(self.letters.prepare(Wanted(kind, "c1", typed=typed)), reason="a test")

    def fitting(self, contact: str = "c1") -> list[str]:
        return [article.title for article in self.articles.fitting(contact)]


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> House:
    return House(tmp_path / "netx.json", now)


def test_an_article_is_kept_with_what_was_typed(house: House) -> None:
    typed = {**PAGE, "fields": "data, Data , ops", "for": "Kofi Hartmann, kofi hartmann"}
    name = house.articles.add(typed)
    article = house.articles.article(name)
    assert (article.fields, article.readers, article.added) == (("data", "ops"), ("c2",), "2026-11-23")
    assert house.articles.values(name) == {**PAGE, "fields": "data, ops", "for": "Kofi Hartmann"}
    house.workspace.undo()
    assert house.articles.rows() == ()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://a b",
        "https://[",
        "https://x/" + "y" * 2000,
    ],
)
def test_only_links_to_the_web_are_kept(house: House, url: str) -> None:
    with pytest.raises(FieldError) as refused:
        house.articles.add({"title": "Anything", "url": url})
    assert refused.value.field == "url"
    with pytest.raises(FieldError, match="needs a link"):
        house.articles.add({"title": "Anything"})
    assert house.articles.rows() == ()


def test_hostile_words_are_cleaned(house: House) -> None:
    house.articles.add({**PAGE, "title": "[b]\x1b[2Jhello\u202e\nthere", "why": "\x07bell"})
    row = house.articles.rows()[0]
    assert row.title.startswith("[b]") and row.why == "bell"
    assert not any(sign in row.title for sign in "\x1b\u202e\n")


def test_an_unknown_field_or_reader_is_named(house: House) -> None:
    with pytest.raises(FieldError, match="no field 'author'"):
        house.articles.add({**PAGE, "author": "X"})
    with pytest.raises(NotFound, match="Sina"):
        house.articles.add({**PAGE, "for": "Sina Vogel"})


def test_an_article_can_be_changed_and_thrown_away(house: House) -> None:
    name = house.articles.add({**PAGE, "fields": "data"})
    house.articles.change(name, {"title": "Large teams", "fields": ""})
    article = house.articles.article(name)
    assert (article.title, article.fields, article.url) == ("Large teams", (), PAGE["url"])
    assert "Large teams" in house.articles.remove(name)
    for verb in (house.articles.article, house.articles.remove, house.articles.values):
        with pytest.raises(NotFound, match="no longer there"):
            verb(name)


def test_who_was_deleted_is_no_reader_any_more(house: House) -> None:
    house.articles.add({**PAGE, "for": "c2"})
    house.workspace.apply([Delete("contacts", "c2")], "gone")
    assert house.articles.rows()[0].readers == ""
    with pytest.raises(NotFound, match="no longer there"):
        house.articles.fitting("c2")


@pytest.mark.parametrize(
    ("fields", "fits"),
    [("data", True), ("Öffentlicher dienst", True), ("energy", True), ("law", False), ("", False)],
)
def test_an_article_fits_by_department_by_tag_or_by_what_was_talked_about(
    house: House, fields: str, fits: bool
) -> None:
    talk = {"contact": "c1", "status": "held", "at": "2026-11-01T10:00:00+00:00", "field": "AI in Energy"}
    house.workspace.apply([Create("meetings", "m1", talk)], "met")
    house.articles.add({**PAGE, "fields": fields})
    assert bool(house.fitting()) == fits


def test_a_letter_takes_the_best_article_and_each_is_sent_once(house: House) -> None:
    house.articles.add({**PAGE, "fields": "data"})
    house.articles.add({"url": "https://example.org/b", "title": "Kept", "why": "W", "for": "c1"})
    assert house.fitting() == ["Kept", "Small teams"]
    house.send()
    assert house.fitting() == ["Small teams"]
    assert [(row.title, row.sent) for row in house.articles.rows()] == [("Small teams", 0), ("Kept", 1)]
    sent = next(article for article in house.workspace.articles.values() if article.sent).sent[0]
    assert (sent.contact, sent.on) == ("c1", "2026-11-23")
    house.workspace.undo()
    assert house.fitting() == ["Kept", "Small teams"]


def test_the_article_whose_link_is_in_the_letter_counts_as_sent(house: House) -> None:
    house.articles.add({**PAGE, "for": "c1"})
    house.articles.add({"url": "https://example.org/team", "title": "Another", "why": "W"})
    house.send(article_title="Another", article_url="https://example.org/team", article_why="W")
    assert {row.title: row.sent for row in house.articles.rows()} == {"Another": 1, "Small teams": 0}


def test_a_letter_of_another_kind_sends_no_article(house: House) -> None:
    house.articles.add({**PAGE, "for": "c1"})
    house.send("check_in")
    assert house.fitting() == ["Small teams"]


def test_a_congratulation_marks_its_event(house: House) -> None:
    event: dict[str, Any] = {"kind": "birthday", "on": "--11-22", "rank": "000001"}
    house.workspace.apply([Update("contacts", "c1", {"events.e1": event})], "event")
    house.send("congrats")
    assert house.workspace.contacts["c1"].events[0].congratulated_on == "2026-11-23"


def test_an_article_is_found_by_its_id_or_a_beginning_that_only_it_has(house: House) -> None:
    house.workspace.apply([Create("articles", name, PAGE) for name in ("abc1", "abc2", "abd1")], "kept")
    assert house.articles.find("abc1") == "abc1"
    assert house.articles.find("abd") == "abd1"
    with pytest.raises(Ambiguous, match="abc1, abc2"):
        house.articles.find("abc")
    for nothing in ("ab", "xyz", ""):
        with pytest.raises(NotFound):
            house.articles.find(nothing)
