"""What type of action an insight asks for; unsure is better than wrong."""

from __future__ import annotations

import pytest

from netx_tui.domain.action_guess import BY_KIND, LONGEST_TITLE, guess_type, title_from
from netx_tui.domain.actions import TYPES

SAID = [
    ("buy and read Deep Work", "book"),
    ("Read 'Staff Engineer', it changed how he works", "book"),
    ("Get the book on data contracts", "book"),
    ("Das Buch von Kleppmann kaufen", "book"),
    ("AZ-900", "certificate"),
    ("Do the PMP before spring", "certificate"),
    ("AWS certified cloud practitioner opens doors", "certificate"),
    ("Ein Zertifikat in Projektleitung hilft", "certificate"),
    ("Die Prüfung im Mai machen", "certificate"),
    ("Take the dbt course", "course"),
    ("There is a free MOOC on statistics", "course"),
    ("Einen Kurs zu Kubernetes besuchen", "course"),
    ("https://example.org/post is worth it", "article"),
    ("Her blog explains lineage", "article"),
    ("Der Artikel über Verträge", "article"),
    ("Talk to Kim Sato about hiring", "person"),
    ("meet with Jonas Weber", "person"),
    ("Mit Frau Albers sprechen", "person"),
    ("Kim Sato kennenlernen", "person"),
    ("Go to the Berlin data meetup", "event"),
    ("Der Stammtisch am ersten Montag", "event"),
    ("Die Konferenz im Herbst", "event"),
    ("Build a small pipeline", "skill"),
    ("practise explaining a model in two minutes", "skill"),
    ("Ein Übungsprojekt bauen", "skill"),
    ("I promised to send the slides", "promise"),
    ("Send her the link", "promise"),
    ("Ihr die Folien schicken", "promise"),
    ("What does a tech lead earn there?", "question"),
    ("Say thanks to Mira", "thank_you"),
    ("Sich bei Mira bedanken", "thank_you"),
    ("An opening in the platform team in May", "opening_watch"),
    ("Im Mai wird eine Stelle ausgeschrieben", "opening_watch"),
    ("Look at the company Kranich", "company"),
    ("Eine Firma mit guter Kultur: Kranich", "company"),
]
UNSURE = [
    "They moved to the cloud last year",
    "Meetings eat half of her week",
    "Data contracts save them a week a month",
    "He reads a lot",
    "Sie arbeiten agil",
    "Be patient",
    "",
    "We met in Berlin",
    "The team is called Phoenix",
    "Der Bau dauerte zwei Jahre",
]


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_the_words_say_the_type(text: str, kind: str) -> None:
    assert guess_type(text) == kind


@pytest.mark.parametrize("text", UNSURE)
def test_where_the_words_say_too_little_there_is_no_type(text: str) -> None:
    assert guess_type(text) == ""


@pytest.mark.parametrize(("kind", "wanted"), sorted(BY_KIND.items()))
def test_a_kind_that_says_it_itself_is_not_guessed(kind: str, wanted: str) -> None:
    assert guess_type("They moved to the cloud", kind) == wanted and wanted in TYPES


@pytest.mark.parametrize("kind", ["fact", "advice", "quote", ""])
def test_other_kinds_leave_it_to_the_words(kind: str) -> None:
    assert guess_type("buy and read Deep Work", kind) == "book"
    assert guess_type("Be patient", kind) == ""


def test_a_known_name_is_a_person_when_something_is_to_be_done() -> None:
    assert guess_type("ask kim sato about it", people=["Kim Sato"]) == "person"
    assert guess_type("kim sato left the team", people=["Kim Sato"]) == ""
    assert guess_type("ask about the sato method", people=["Sato"]) == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Read Deep Work. It helps.", "Read Deep Work"),
        ("One line\nand another", "One line and another"),
        ("What does it cost? A lot.", "What does it cost?"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence(text: str, title: str) -> None:
    assert title_from(text) == title


def test_a_long_title_is_cut_between_words() -> None:
    title = title_from("word " * 100)
    assert len(title) <= LONGEST_TITLE and title.endswith("word…")
