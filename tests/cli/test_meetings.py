"""Talks as whole command lines: from the date to the closed talk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Netx

ABOUT = ("--topic", "building a data platform", "--field", "data platforms")


@pytest.fixture
def talk(netx: Netx, ayla: str) -> str:
    """A talk with Ayla on Wednesday."""
    netx("profile", "set", "sender_name=Robin Falk", "sender_line=a statistics teacher")
    words = ("meeting", "add", ayla, "--at", "wed 16:00", "--place", "Café Anker", *ABOUT)
    return netx(*words, "--objective", "know which three skills a newcomer must show").out.strip()


def test_a_talk_is_planned_in_its_own_zone_and_the_person_is_scheduled(
    netx: Netx, ayla: str, talk: str
) -> None:
    shown = netx("meeting", "show", talk, "--json").json
    assert (shown["at"], shown["minutes"], shown["status"]) == ("2026-11-25T15:00:00+00:00", 20, "scheduled")
    assert (shown["objective_verb"], shown["objective"]) == (
        "know",
        "which three skills a newcomer must show",
    )
    assert netx("contact", "show", ayla, "--json").json["stage"] == "scheduled"


def test_a_talk_without_a_date_is_a_draft_and_moves_nobody(netx: Netx, ayla: str) -> None:
    talk = netx("meeting", "add", ayla).out.strip()
    assert netx("meeting", "show", talk, "--json").json["status"] == "draft"
    assert netx("contact", "show", ayla, "--json").json["stage"] == "lead"
    netx("meeting", "set", talk, "at=thu 16:00")
    assert netx("meeting", "show", talk, "--json").json["status"] == "scheduled"
    assert netx("contact", "show", ayla, "--json").json["stage"] == "scheduled"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--at", "31.2. 10:00"), "does not exist"),
        (("--at", "yesterday 10:00"), "in the past"),
        (("--at", "tue 10:00", "--zone", "Europe/Berlinn"), "no time zone"),
        (("--at", "tue 10:00", "--minutes", "90"), "10 to 60"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_changes(
    netx: Netx, ayla: str, words: tuple[str, ...], why: str
) -> None:
    said = netx("meeting", "add", ayla, *words)
    assert said.status == 2
    assert why in said.err
    assert netx("meeting", "list", "--json").json == []


def test_nobody_who_wants_to_be_left_in_peace_is_met(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "do_not_contact=yes")
    said = netx("meeting", "add", ayla, "--at", "wed 16:00")
    assert said.status == 1
    assert "left in peace" in said.err


def test_one_undo_takes_talk_and_stage_back(netx: Netx, ayla: str, talk: str) -> None:
    netx("undo")
    assert netx("meeting", "list", "--json").json == []
    assert netx("contact", "show", ayla, "--json").json["stage"] == "lead"


def test_a_talk_is_named_by_its_person(netx: Netx, talk: str) -> None:
    assert netx("meeting", "show", "Ayla Brandt", "--json").json["id"] == talk
    assert "no talk 'Nobody'" in netx("meeting", "show", "Nobody").err


def test_questions_are_added_changed_moved_and_removed(netx: Netx, talk: str) -> None:
    assert netx("question", "add", talk, "set").status == 0
    own = netx("question", "add", talk, "What did you learn in May?", "--priority", "must").out.strip()
    netx("question", "move", talk, own, "1")
    rows = netx("question", "list", talk, "--json").json
    assert rows[0]["text"] == "What did you learn in May?"
    assert [row["qid"] for row in rows if row["section"] == "closing"] == ["CLO1", "CLO2"]
    assert "data platforms" in netx("agenda", talk, "--to", "json").json["questions"][1]["text"]
    netx("question", "set", talk, own, "minutes=5")
    assert netx("question", "list", talk, "--json").json[0]["minutes"] == 5
    netx("question", "remove", talk, own)
    assert len(netx("question", "list", talk, "--json").json) == len(rows) - 1


def test_a_question_for_the_talk_only_cannot_be_chosen_for_the_brief(netx: Netx, talk: str) -> None:
    question = netx("question", "add", talk, "HIR1").out.strip()
    said = netx("question", "set", talk, question, "for_brief=yes")
    assert said.status == 1
    assert "not sent ahead" in said.err


def test_the_bank_is_listed(netx: Netx) -> None:
    assert len(netx("question", "list", "bank", "--json").json) == 52


def test_the_agenda_tells_readiness_and_what_the_rules_say(netx: Netx, talk: str) -> None:
    said = netx("agenda", talk, "--to", "json").json
    assert said["ready"] == 1
    assert "A3" in [finding["rule"] for finding in said["findings"]]
    markdown = netx("agenda", talk, "--to", "md").out
    assert markdown.startswith("# Talk with Ayla Brandt\n")


def test_markdown_gives_no_meaning_to_what_was_typed(netx: Netx, talk: str) -> None:
    netx("question", "add", talk, "What about <b>*this*</b> [link](x)?")
    assert "\\<b\\>\\*this\\*\\</b\\> \\[link\\](x)?" in netx("agenda", talk, "--to", "md").out


def test_the_brief_takes_topic_goal_and_musts_and_is_counted(netx: Netx, talk: str) -> None:
    netx("question", "add", talk, "set")
    said = netx("mail", "draft", "brief", talk, "--to", "json").json
    assert "building a data platform" in said["text"]
    assert said["text"].count("\n- ") == 2
    assert said["findings"] == []
    assert netx("mail", "sent", "brief", talk).status == 0
    shown = netx("meeting", "show", talk, "--json").json
    assert shown["brief_sent_at"]
    assert sum(question["sent_in_brief"] for question in shown["questions"]) == 2


def test_the_whole_way_from_a_talk_to_its_end(netx: Netx, ayla: str, talk: str) -> None:
    after = ("--now", "2026-11-25T16:40+01:00")
    assert netx("meeting", "status", talk, "held").status == 1  # it is still to come
    assert netx("meeting", "status", talk, "held", *after).status == 0
    person = netx("contact", "show", ayla, "--json").json
    assert (person["stage"], person["tier"]) == ("met", "wide")
    refused = netx("meeting", "status", talk, "closed", *after)
    assert refused.status == 1
    assert "say thank you" in refused.err
    netx("meeting", "debrief", talk, "--circle", "active", *after)
    refused = netx("meeting", "status", talk, "closed", "--waive", "thank_you", *after)
    assert "Say why" in refused.err
    waived = ("--waive", "thank_you", "--reason", "said it in person")
    assert netx("meeting", "status", talk, "closed", *waived, *after).status == 0
    shown = netx("meeting", "show", talk, "--json").json
    assert (shown["status"], shown["next_contact"]) == ("closed", "2027-02-23")
    assert shown["waived"] == {"thank_you": "said it in person"}
    person = netx("contact", "show", ayla, "--json").json
    assert (person["stage"], person["tier"]) == ("in_touch", "active")


def test_a_talk_that_took_place_already_can_be_noted(netx: Netx, ayla: str) -> None:
    talk = netx("meeting", "add", ayla, "--at", "fri 16:00", "--held").out.strip()
    shown = netx("meeting", "show", talk, "--json").json
    assert (shown["status"], shown["at"]) == ("held", "2026-11-20T15:00:00+00:00")


def test_a_cancelled_talk_leads_back_to_the_dialogue_and_may_be_moved(
    netx: Netx, ayla: str, talk: str
) -> None:
    netx("meeting", "status", talk, "cancelled")
    assert netx("contact", "show", ayla, "--json").json["stage"] == "in_dialogue"
    netx("meeting", "status", talk, "scheduled")
    assert netx("meeting", "show", talk, "--json").json["rescheduled"] == 1


def test_a_meeting_comes_from_a_calendar_file(netx: Netx, ayla: str, tmp_path: Path) -> None:
    file = tmp_path / "talk.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20261101T000000Z\r\n"
        "DTSTART:20261126T150000Z\r\nDTEND:20261126T153000Z\r\nSUMMARY:Coffee\r\nLOCATION:Hall 3\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    talk = netx("meeting", "add", ayla, "--from", str(file)).out.strip()
    shown = netx("meeting", "show", talk, "--json").json
    assert (shown["at"], shown["minutes"], shown["place"]) == ("2026-11-26T15:00:00+00:00", 30, "Hall 3")


def test_insights_are_noted_listed_and_filed_as_only_to_know(netx: Netx, ayla: str, talk: str) -> None:
    first = netx("insight", "add", talk, "Start with one annoying report", "--kind", "advice").out.strip()
    netx("insight", "add", "Ayla Brandt", "Trust comes first")
    rows = netx("insight", "list", "--json").json
    assert [(row["contact"], row["actionable"]) for row in rows] == [(ayla, "undecided")] * 2
    assert netx("insight", "info", first, "--json").json["actionable"] == "no"


def test_deleting_a_talk_asks_first_and_takes_its_insights(netx: Netx, talk: str) -> None:
    netx("insight", "add", talk, "x")
    assert netx("meeting", "delete", talk).status == 1
    assert netx("meeting", "delete", talk, "--yes").status == 0
    assert netx("insight", "list", "--json").json == []


def test_a_talk_is_held_and_noted_from_the_command_line(netx: Netx, talk: str) -> None:
    at = ("--now", "2026-11-25T16:10+01:00")
    assert "goes on or was held" in netx("meeting", "note", talk, "too early").err
    netx("question", "add", talk, "What would you learn first?")
    netx("meeting", "status", talk, "live", *at)
    netx("meeting", "note", talk, "SQL, then modelling", "--question", "1", *at)
    netx("meeting", "note", talk, "b: Designing Data-Intensive Applications", *at)
    netx("meeting", "status", talk, "held", *at)
    shown = netx("meeting", "note", talk, "Trust comes first", "--json", *at).json
    assert [note["kind"] for note in shown["captures"]] == ["answer", "book", "insight"]
    assert (shown["questions"][0]["state"], shown["questions"][0]["answer"]) == (
        "answered",
        "SQL, then modelling",
    )
    netx("meeting", "debrief", talk, "--circle", "active", *at)
    learned = {one["text"] for one in netx("insight", "list", "--json").json}
    assert learned == {"Trust comes first", "Designing Data-Intensive Applications"}


def test_a_note_to_a_question_of_a_talk_that_is_over_is_refused(netx: Netx, talk: str) -> None:
    at = ("--now", "2026-11-25T16:10+01:00")
    netx("question", "add", talk, "What would you learn first?")
    netx("meeting", "status", talk, "live", *at)
    netx("meeting", "status", talk, "held", *at)
    refused = netx("meeting", "note", talk, "SQL", "--question", "1", *at)
    assert "answers no question" in refused.err
    assert netx("meeting", "show", talk, "--json", *at).json["captures"] == []


def test_a_note_without_words_is_refused(netx: Netx, talk: str) -> None:
    at = ("--now", "2026-11-25T16:10+01:00")
    netx("meeting", "status", talk, "live", *at)
    assert "Nothing to note" in netx("meeting", "note", talk, "i:  ", *at).err
