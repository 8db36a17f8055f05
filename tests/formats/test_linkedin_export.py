"""LinkedIn's archive is read without unpacking it, and a bomb does not go off."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from netx_tui.domain.errors import BadInput
from netx_tui.formats import linkedin_export
from netx_tui.formats.linkedin_export import parse_export
from netx_tui.formats.problems import Parsed

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
IN = "https://www.linkedin.com/in/"
PEOPLE = (
    HEADER + f"Ann,Lee,{IN}ann,,Kranich,Analyst,12 Mar 2024\nBob,Ray,{IN}bob,,Kranich,Analyst,12 Mar 2024\n"
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)


def message(
    sender: str,
    to: str,
    date: str,
    conversation: str = "c1",
    folder: str = "INBOX",
    draft: str = "",
    name: str = "",
) -> str:
    recipients = ",".join(IN + slug for slug in to.split())
    return (
        f'{conversation},,{name or sender.title()},{IN}{sender},Somebody,"{recipients}",{date} UTC,,'
        f'"Private\nwords, ""quoted""",{folder},,{draft}\n'
    )


def archive(**members: str | bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream


def parse(stream: io.BytesIO) -> Parsed:
    return parse_export(stream, "export.zip")


def touches(*messages: str, **others: str) -> dict[str, tuple[str, str]]:
    parsed = parse(archive(Connections_csv=PEOPLE, messages_csv=MESSAGES + "".join(messages), **others))
    return {entry.url.removeprefix(IN): (entry.touch.on, entry.touch.direction) for entry in parsed.touches}


def test_the_connections_are_found_in_any_folder() -> None:
    parsed = parse(archive(Basic__Deep__CONNECTIONS_csv=PEOPLE))
    assert [record.name for record in parsed.records] == ["Ann Lee", "Bob Ray"]
    assert parsed.file == "export.zip"


def test_a_path_that_climbs_out_is_only_a_name() -> None:
    parsed = parse(archive(**{"../../Connections_csv": HEADER + "Ann,Lee,,,,,never\n"}))
    assert parsed.records[0].name == "Ann Lee"
    assert parsed.problems[0].file == "export.zip: ../../Connections.csv"


def test_the_newest_message_of_each_person_is_kept() -> None:
    found = touches(
        message("me", "ann", "2024-01-05 10:00:00"),
        message("ann", "me", "2024-03-01 10:00:00"),
        message("ann", "me", "2023-03-01 10:00:00"),
        message("me", "bob", "2024-02-02 09:00:00", "c2"),
    )
    assert found == {"ann": ("2024-03-01", "in"), "bob": ("2024-02-02", "out")}


def test_of_two_messages_of_one_day_the_later_counts() -> None:
    found = touches(
        message("ann", "me", "2024-01-05 10:00:00"),
        message("me", "ann", "2024-01-05 17:30:00"),
        message("me", "bob", "2024-01-02 09:00:00", "c2"),
    )
    assert found["ann"] == ("2024-01-05", "out")


def test_the_text_of_a_message_is_kept_nowhere() -> None:
    parsed = parse(
        archive(Connections_csv=PEOPLE, messages_csv=MESSAGES + message("ann", "me", "2024-01-05 10:00:00"))
    )
    assert "Private" not in repr(parsed)


def test_drafts_and_spam_are_no_messages() -> None:
    found = touches(
        message("me", "ann", "2024-01-05 10:00:00"),
        message("me", "ann", "2024-05-05 10:00:00", draft="Yes"),
        message("ann", "me", "2024-06-05 10:00:00", folder="SPAM"),
        message("me", "bob", "2024-01-02 09:00:00", "c2"),
    )
    assert found["ann"] == ("2024-01-05", "out")


def test_a_group_message_touches_every_recipient() -> None:
    assert touches(message("me", "ann bob", "2024-01-05 10:00:00")) == {
        "ann": ("2024-01-05", "out"),
        "bob": ("2024-01-05", "out"),
    }


def test_before_2021_the_recipient_is_whoever_else_wrote_in_the_conversation() -> None:
    found = touches(
        message("ann", "", "2020-01-05 10:00:00"),
        message("me", "", "2020-02-05 10:00:00"),
    )
    assert found == {"ann": ("2020-02-05", "out")}


def test_the_owner_is_the_one_named_in_the_profile() -> None:
    stranger = message("sam", "zoe", "2024-01-05 10:00:00")
    reply = message("zoe", "sam", "2024-01-06 10:00:00", name="Zoe Hill")
    assert touches(stranger, reply, Profile_csv="First Name,Last Name\nZoe,Hill\n") == {
        "sam": ("2024-01-06", "out")
    }


def test_without_a_profile_two_equal_strangers_leave_the_owner_open() -> None:
    stream = archive(
        Connections_csv=HEADER + "Eve,Poe,,,,,\n",
        messages_csv=MESSAGES + message("sam", "zoe", "2024-01-05 10:00:00"),
    )
    parsed = parse(stream)
    assert not parsed.touches
    assert ["messages.csv" in p.file for p in parsed.problems] == [True]


def test_unreadable_messages_do_not_lose_the_people() -> None:
    parsed = parse(archive(Connections_csv=PEOPLE, messages_csv=bytes(range(256))))
    assert len(parsed.records) == 2
    assert [p.file for p in parsed.problems] == ["export.zip: messages.csv"]


def test_damaged_messages_do_not_lose_the_people() -> None:
    stream = archive(Connections_csv=PEOPLE, messages_csv=MESSAGES + message("ann", "me", "2024-01-05 10:00"))
    data = bytearray(stream.getvalue())
    begin = data.index(b"messages.csv") + len(b"messages.csv")
    data[begin + 20 : begin + 60] = bytes(40)
    parsed = parse(io.BytesIO(data))
    assert len(parsed.records) == 2
    assert ["damaged" in p.message for p in parsed.problems] == [True]


def test_an_archive_without_connections_says_what_to_ask_for() -> None:
    with pytest.raises(BadInput, match=r"no Connections\.csv in export\.zip"):
        parse(archive(Photos_txt="x"))


@pytest.mark.parametrize("broken", ["truncated", "garbled", "empty"])
def test_a_damaged_archive_is_refused_with_its_name(broken: str) -> None:
    data = archive(Connections_csv=PEOPLE * 50).getvalue()
    data = {
        "truncated": data[: len(data) // 2],
        "garbled": data[:60] + bytes(40) + data[100:],
        "empty": b"PK\x03\x04",
    }[broken]
    with pytest.raises(BadInput, match=r"export\.zip is a damaged archive"):
        parse(io.BytesIO(data))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadInput, match="suspiciously much data"):
        parse(archive(Connections_csv=PEOPLE + "\n" * 3_000_000))


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    stream = archive(Connections_csv=PEOPLE + "\n" * 3_000_000)
    data = bytearray(stream.getvalue())
    directory = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, directory + 24, 1000)
    with pytest.raises(BadInput):
        parse(io.BytesIO(bytes(data)))


def test_a_member_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin_export, "FILE_LIMIT", 100)
    with pytest.raises(BadInput, match=r"export\.zip: Connections\.csv is larger"):
        parse(archive(Connections_csv=PEOPLE))


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin_export, "MEMBERS_LIMIT", 1)
    with pytest.raises(BadInput, match="too many files"):
        parse(archive(Connections_csv=PEOPLE, a_txt="", b_txt=""))


def test_a_huge_directory_behind_a_small_count_is_refused() -> None:
    data = archive(Connections_csv=PEOPLE).getvalue()
    end = data.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    with pytest.raises(BadInput, match="too many files"):
        parse(io.BytesIO(data[:end] + locator + data[end:]))


def test_a_password_is_said() -> None:
    data = bytearray(archive(Connections_csv=PEOPLE).getvalue())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadInput, match="protected by a password"):
        parse(io.BytesIO(bytes(data)))


def test_an_unusual_packing_is_said() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("Connections.csv", PEOPLE)
    with pytest.raises(BadInput, match="packed in a way"):
        parse(stream)
