"""Letters and contact points, as whole command lines."""

from __future__ import annotations

import json
from email import message_from_string
from pathlib import Path

import pytest

from tests.cli.conftest import Netx

VALUES = (
    "--set", "topic=building a first data platform team",
    "--set", "field=data platforms",
    "--set", "specific=your talk about small teams and boring tools",
    "--set", "slots=Tuesday or Thursday afternoon next week",
)  # fmt: skip


@pytest.fixture
def person(netx: Netx) -> str:
    """Somebody one may invite."""
    netx("profile", "set", "target_departments=data", "sender_name=Robin Keller")
    netx("profile", "set", "sender_line=a statistics teacher moving into data platforms")
    netx("company", "set", "Nordlicht Analytics", "motivation=5")
    words = ("contact", "add", "Ayla Brandt", "--title", "Head of Data", "--company", "Nordlicht Analytics")
    more = ("--emails", "ayla@nordlicht.example", "--mutual_connections", "6", "--company_since", "2022-01")
    contact = netx(*words, *more, "--referral_by", "Mira Okafor").out.strip()
    assert netx("contact", "stage", contact, "shortlisted").status == 0
    return contact


def test_an_invitation_is_drafted_with_what_is_known_and_tells_what_is_missing(
    netx: Netx, person: str
) -> None:
    said = netx("mail", "draft", "invitation", person, "--to", "json").json
    assert said["to"] == "ayla@nordlicht.example"
    assert "Mira Okafor suggested that I write to you." in said["text"]
    assert set(said["missing"]) == {"topic", "field", "specific", "slots"}
    assert {finding["severity"] for finding in said["findings"] if finding["rule"] == "L001"} == {"error"}
    assert "People say yes" in said["fact"]


def test_what_is_empty_is_told_by_its_label_and_by_the_option_that_fills_it_in(
    netx: Netx, person: str
) -> None:
    told = netx("mail", "draft", "invitation", person).err
    assert "L001 error: 'Dates offered' is still empty" in told
    assert "--set slots=..." in told


def test_with_its_values_the_invitation_passes_its_own_check(netx: Netx, person: str) -> None:
    said = netx("mail", "draft", "invitation", person, *VALUES, "--to", "json").json
    assert (said["missing"], said["findings"]) == ([], [])
    text = netx("mail", "draft", "invitation", person, *VALUES)
    assert text.out.startswith("To: ayla@nordlicht.example\nSubject: 20 minutes on data platforms\n")
    assert f"{said['words']} words." in text.err


def test_the_draft_file_has_the_headers_that_were_meant_and_no_others(
    netx: Netx, person: str, tmp_path: Path
) -> None:
    file = tmp_path / "letter.eml"
    netx("mail", "draft", "invitation", person, *VALUES, "--to", "eml", "--out", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    mail = message_from_string(file.read_text())
    assert mail["To"] == "Ayla Brandt <ayla@nordlicht.example>"
    assert mail["X-Unsent"] == "1"
    assert "Bcc" not in mail
    again = netx("mail", "draft", "invitation", person, "--to", "eml", "--out", str(file))
    assert again.status == 73


def test_a_link_holds_the_letter_unless_it_is_too_long(netx: Netx, person: str) -> None:
    assert netx("mail", "draft", "invitation", person, *VALUES, "--to", "mailto").out.startswith(
        "mailto:ayla@"
    )
    long = [
        word for name in ("specific", "slots", "topic") for word in ("--set", f"{name}={'so much ' * 99}")
    ]
    said = netx("mail", "draft", "invitation", person, *VALUES, *long, "--to", "mailto")
    assert said.status == 2
    assert "--to eml" in said.err


def test_a_sent_invitation_starts_the_clocks_and_moves_the_person(netx: Netx, person: str) -> None:
    assert netx("mail", "sent", "invitation", person, *VALUES).status == 0
    assert netx("contact", "show", person, "--json").json["stage"] == "invited"
    assert "wait" in netx("contact", "list").out
    later = netx("today", "--json", "--now", "2026-12-03T09:00+01:00").json
    assert [row["rule"] for row in later if row["contact"] == person] == ["N07"]
    netx("undo")
    assert netx("contact", "show", person, "--json").json["stage"] == "shortlisted"


def test_a_letter_with_errors_is_refused_but_for_a_reason(netx: Netx, person: str) -> None:
    refused = netx("mail", "sent", "invitation", person)
    assert refused.status == 1
    assert "give a reason" in refused.err
    assert netx("contact", "show", person, "--json").json["stage"] == "shortlisted"
    assert netx("mail", "sent", "invitation", person, "--reason", "wrote it by hand").status == 0


def test_nobody_marked_do_not_contact_is_written_to(netx: Netx, person: str) -> None:
    netx("contact", "set", person, "do_not_contact=yes")
    said = netx("mail", "sent", "check_in", person, "--reason", "I want to")
    assert said.status == 1
    assert "do not contact" in said.err


def test_a_reply_answers_the_invitation_and_moves_the_person(netx: Netx, person: str) -> None:
    netx("mail", "sent", "invitation", person, *VALUES)
    said = netx("touch", "add", person, "--kind", "reply", "--in", "--answer", "yes", "--json").json
    assert (said["kind"], said["direction"]) == ("reply", "in")
    assert netx("contact", "show", person, "--json").json["stage"] == "in_dialogue"


def test_a_no_is_taken_for_a_no(netx: Netx, person: str) -> None:
    netx("mail", "sent", "invitation", person, *VALUES)
    netx("touch", "add", person, "--kind", "reply", "--in", "--answer", "no")
    assert netx("contact", "show", person, "--json").json["stage"] == "declined"


def test_a_contact_point_is_noted_on_its_day(netx: Netx, person: str) -> None:
    said = netx("touch", "add", person, "--kind", "call", "--on", "fri", "--note", "rang", "--json").json
    assert (said["on"], said["note"], said["direction"]) == ("2026-11-20", "rang", "out")
    assert netx("touch", "add", person, "--kind", "call", "--on", "2027-01-01").status == 2
    assert netx("touch", "add", person, "--kind", "call", "--on", "31 February").status == 2
    assert netx("touch", "add", person, "--kind", "call", "--answer", "yes").status == 2


def test_a_brief_belongs_to_a_meeting(netx: Netx, person: str) -> None:
    said = netx("mail", "draft", "brief", person)
    assert said.status == 1
    assert "belongs to a meeting" in said.err


def test_unknown_kinds_values_and_languages_are_refused_with_the_nearest(netx: Netx, person: str) -> None:
    assert netx("mail", "draft", "invite", person).status == 2
    said = netx("mail", "draft", "invitation", person, "--set", "topc=x")
    assert (said.status, "Did you mean 'topic'?" in said.err) == (2, True)
    assert netx("mail", "draft", "invitation", person, "--lang", "fr").status == 2


def test_a_letter_in_german_greets_in_german(netx: Netx, person: str) -> None:
    text = netx("mail", "draft", "check_in", person, "--lang", "de", "--to", "json").json["text"]
    assert text.startswith("Guten Tag Ayla Brandt,")


def test_a_value_is_never_read_as_a_template_or_a_header(netx: Netx, person: str) -> None:
    evil = ("--set", "field=x\nBcc: eve@example.org {{sender_line}}")
    said = netx("mail", "draft", "invitation", person, *VALUES, *evil, "--to", "eml").out
    assert "Bcc" not in message_from_string(said)
    subject = netx("mail", "draft", "invitation", person, *VALUES, *evil, "--to", "json").json["subject"]
    assert "\n" not in subject
    assert "{{sender_line}}" in subject


def test_the_users_own_template_is_used(netx: Netx, person: str, home: Path) -> None:
    rules = home / "config" / "netx" / "rules"
    rules.mkdir(parents=True)
    own = {"check_in": {"en": {"subject": "Hello again", "body": "{{salutation}}\n\nHow are you?\n"}}}
    (rules / "templates.yaml").write_text(json.dumps(own))
    assert netx("mail", "draft", "check_in", person, "--to", "json").json["subject"] == "Hello again"
