"""What type of action an insight asks for; unsure is better than wrong."""

from __future__ import annotations

import pytest

from netx_tui.domain.action_guess import BY_KIND, LONGEST_TITLE, guess_type, title_from
from netx_tui.domain.actions import TYPES

SAID = [
    ("buy and read Deep Work", "book"),
    ("Read 'Staff Engineer', it changed how he works", "book"),
    ("Get the book on data contracts", "book"),
    ("She lives by “Range” by David Epstein", "book"),
    ("Das Buch von Kleppmann kaufen", "book"),
    ("„Range“ lesen", "book"),
    ("Lies „Range“", "book"),
    ("Book: Range", "book"),
    ("Ein Fachbuch über Statistik besorgen", "book"),
    ("AZ-900", "certificate"),
    ("Do the PMP before spring", "certificate"),
    ("CKA is what they ask for", "certificate"),
    ("AWS certified cloud practitioner opens doors", "certificate"),
    ("Get certified in project management", "certificate"),
    ("Pass ITIL foundation first", "certificate"),
    ("Ein Zertifikat in Projektleitung hilft", "certificate"),
    ("Die Prüfung im Mai machen", "certificate"),
    ("PRINCE2 machen", "certificate"),
    ("Take the dbt course", "course"),
    ("There is a free MOOC on statistics", "course"),
    ("A bootcamp is enough to start", "course"),
    ("Join the moderation training in March", "course"),
    ("Einen Kurs zu Kubernetes besuchen", "course"),
    ("Der Sprachkurs an der Volkshochschule", "course"),
    ("Eine Schulung zum Arbeitsrecht", "course"),
    ("https://example.org/lineage is worth it", "article"),
    ("Her blog explains lineage", "article"),
    ("Read the paper by the platform team", "article"),
    ("Der Artikel über Verträge", "article"),
    ("Den Newsletter von Mira abonnieren", "article"),
    ("Talk to Kim Sato about hiring", "person"),
    ("Have coffee with Lena Brandt", "person"),
    ("Sprich mit Lena Brandt", "person"),
    ("Kontakt zu Lena Brandt aufnehmen", "person"),
    ("meet with Jonas Weber", "person"),
    ("Ask Kim Sato for the numbers", "person"),
    ("Reach out to Dr. Albers", "person"),
    ("Mit Frau Albers sprechen", "person"),
    ("Mit Kim Sato über den Einstieg reden", "person"),
    ("Kim Sato kennenlernen", "person"),
    ("Go to the Berlin data meetup", "event"),
    ("The conference in Lisbon in May", "event"),
    ("Join the local design community", "event"),
    ("Der Stammtisch am ersten Montag", "event"),
    ("Die Konferenz im Herbst", "event"),
    ("Im März zur Messe fahren", "event"),
    ("Build a small pipeline", "skill"),
    ("practise explaining a model in two minutes", "skill"),
    ("You should practice short answers", "skill"),
    ("A side project says more than a degree", "skill"),
    ("Ein kleines Modell bauen", "skill"),
    ("Kurze Antworten üben", "skill"),
    ("I promised to send the slides", "promise"),
    ("Send her the link", "promise"),
    ("Ihr die Folien schicken", "promise"),
    ("Ich habe ihm die Vorlage versprochen", "promise"),
    ("What does a tech lead earn there?", "question"),
    ("Which book did she mean?", "question"),
    ("Wie lange dauert der Kurs?", "question"),
    ("Say thanks to Mira", "thank_you"),
    ("Thank Kim Sato for the book", "thank_you"),
    ("Sich bei Mira bedanken", "thank_you"),
    ("Mira für den Rat danken", "thank_you"),
    ("An opening in the platform team in May", "opening_watch"),
    ("There will be a job posting next month", "opening_watch"),
    ("Im Mai wird eine Stelle ausgeschrieben", "opening_watch"),
    ("Auf die Stellenanzeige achten", "opening_watch"),
    ("Look at the company Kranich", "company"),
    ("Check out Kranich GmbH", "company"),
    ("Eine Firma mit guter Kultur: Kranich", "company"),
    ("Die Firma Kranich ansehen", "company"),
]
UNSURE = [
    "They moved to the cloud last year",
    "Meetings eat half of her week",
    "Data contracts save them a week a month",
    "He reads a lot",
    "Read Martin Fowler",
    "Sie arbeiten agil",
    "Be patient",
    "",
    "We met in Berlin",
    "The team is called Phoenix",
    "Der Bau dauerte zwei Jahre",
    "Of course they were right",
    "The pay is fair",
    "The community is friendly",
    "The post was filled within a week",
    "Training a model takes them a week",
    "They met in the conference room",
    "Book a table for Friday",
    "They do everything by the book",
    "They build a new plant every year",
    "She promised to call",
    "They send him to Berlin",
    "He runs ITIL processes",
    "Everything is stored in UTF-16, signed with SHA-256",
    "Thank God it worked",
    "Thanks to a good team it worked",
    "Talk to customers every week",
    "Try to relax",
    "Send them away",
    "Meet People Where They Are",
    "Ein Haus bauen",
    "Die Firma ist schnell gewachsen",
    "An dieser Stelle ist Vorsicht gut",
    "Das Projekt ist auf Kurs",
    "Die Prüfung der Unterlagen dauert lange",
    "Mit Kunden sprechen hilft",
    "Neue Leute kennenlernen",
    "Offen Kritik üben",
    "Dank guter Planung lief alles",
    "Ich messe den Erfolg an Rückfragen",
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
    assert guess_type("ask joann leeds about it", people=["Ann Lee"]) == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Read Deep Work. It helps.", "Read Deep Work"),
        ("One line\nand another", "One line and another"),
        ("What does it cost? A lot.", "What does it cost?"),
        ("Dr. Albers treffen. Bald.", "Dr. Albers treffen"),
        ("Etwas Kurzes lesen, z. B. Deep Work. Und üben.", "Etwas Kurzes lesen, z. B. Deep Work"),
        ("Am 3. Mai anrufen", "Am 3. Mai anrufen"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence(text: str, title: str) -> None:
    assert title_from(text) == title


def test_a_long_title_is_cut_between_words() -> None:
    title = title_from("word " * 100)
    assert len(title) <= LONGEST_TITLE and title.endswith("word…")


def test_a_long_word_is_cut_where_the_room_ends() -> None:
    title = title_from("x" * 500)
    assert title == "x" * (LONGEST_TITLE - 1) + "…"
