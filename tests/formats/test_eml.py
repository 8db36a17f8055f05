"""A mail as a draft file and as a link; nothing in it can become a header."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.errors import FieldError
from netx_tui.formats.eml import MAILTO_LIMIT, address, eml, mailto

AT = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
ID = "<x1@netx.example>"
HEADERS = {
    "To",
    "Date",
    "X-Unsent",
    "Subject",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


def drafted(subject: str = "Hello", text: str = "Hi", to: str = "ayla@example.org", **more: str) -> bytes:
    return eml(to, subject, text, at=AT, message_id=ID, **more)


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, _class=EmailMessage, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_has_what_a_mail_program_needs_and_nothing_else() -> None:
    message = read(drafted("20 Minuten zu Datenplattformen", "Grüße\nRobin", name="Ayla Brandt"))
    assert set(message.keys()) == HEADERS
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Ayla Brandt <ayla@example.org>"
    assert message["Subject"] == "20 Minuten zu Datenplattformen"
    assert message["Date"] == "Mon, 23 Nov 2026 09:00:00 +0100"
    assert message["Message-ID"] == ID
    assert message.get_content() == "Grüße\r\nRobin\r\n"


def test_the_sender_stands_in_it_where_there_is_one() -> None:
    message = read(drafted(sender="robin@example.org"))
    assert set(message.keys()) == HEADERS | {"From"}


def test_lines_are_short_ascii_and_end_with_cr_lf() -> None:
    data = drafted("Übermäßig lange Betreffzeile mit Umlauten " * 4, "wort ä " * 500, name="Ay\u015fe B")
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert read(data)["Subject"] == ("Übermäßig lange Betreffzeile mit Umlauten " * 4).strip()


@pytest.mark.parametrize(
    "hostile",
    [
        "Hi\r\nBcc: spy@example.org",
        "Hi\nBcc: spy@example.org\n\nbody",
        "=?utf-8?q?Hi=0ABcc:_spy=40example.org?=",
        "=?utf-8?b?SGkKQmNjOiBzcHlAZXhhbXBsZS5vcmc=?=",
        "a =?utf-8?q?=0D=0ABcc:?= " * 5,
        "Hi\u2028Bcc: spy@example.org",
        "\x00\x1b]0;title\x07",
        "“quotes” <spy@example.org>, spy@example.org",
    ],
)
def test_no_subject_and_no_name_becomes_a_header(hostile: str) -> None:
    for data in (drafted(subject=hostile), drafted(name=hostile)):
        message = read(data)
        assert set(message.keys()) == HEADERS
        assert [box.addr_spec for box in message["To"].addresses] == ["ayla@example.org"]
        assert "\n" not in message["Subject"]


@pytest.mark.parametrize(
    "name",
    ["Dr. Anna Maria Theresia Longname, Head of Data, Berlin", "a@b, c@d " * 20, 'O"Brien \\', "田中" * 90],
)
def test_a_long_or_odd_name_leaves_one_address(name: str) -> None:
    boxes = read(drafted(name=name))["To"].addresses
    assert [box.addr_spec for box in boxes] == ["ayla@example.org"]
    assert boxes[0].display_name


def test_the_body_keeps_dots_and_from_lines() -> None:
    text = "From here on\n.\n..\n=?utf-8?q?x?=\n100 % = ok"
    assert read(drafted(text=text)).get_content() == text.replace("\n", "\r\n") + "\r\n"


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=60))
def test_any_text_makes_a_draft_with_the_same_headers_or_a_sentence(
    subject: str, text: str, name: str
) -> None:
    try:
        data = drafted(subject, text, name=name)
    except FieldError as error:
        assert error.message
    else:
        assert set(read(data).keys()) == HEADERS


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ayla",
        "ayla@",
        "@example.org",
        "a b@example.org",
        "a@example.org, b@example.org",
        "a@example.org\nBcc: b@example.org",
        "Ayla <a@example.org>",
        "a@ex..org",
        "a@b@example.org",
        "ü@example.org",
    ],
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(FieldError, match="is not an e-mail address"):
        drafted(to=wrong)
    with pytest.raises(FieldError):
        mailto(wrong, "a", "b")


def test_a_domain_with_umlauts_is_written_in_ascii() -> None:
    assert address("ayla@exämple.org") == "ayla@xn--exmple-cua.org"


def test_a_wrong_message_id_is_refused() -> None:
    with pytest.raises(FieldError, match="no message id"):
        eml("a@example.org", "a", "b", at=AT, message_id="<a@b>\r\nBcc: c@example.org")


def test_a_link_opens_the_mail_with_subject_and_body() -> None:
    link = mailto("ayla+x@example.org", "Ü & 100 %", "Hi\nthere?")
    assert link
    parts = urlsplit(link)
    assert unquote(parts.path) == "ayla+x@example.org"
    assert parse_qs(parts.query) == {"subject": ["Ü & 100 %"], "body": ["Hi\r\nthere?"]}


def test_a_link_that_would_be_too_long_is_none() -> None:
    room = MAILTO_LIMIT - len("mailto:a@example.org?subject=s&body=")
    assert len(mailto("a@example.org", "s", "x" * (room - 1)) or "") == MAILTO_LIMIT - 1
    assert mailto("a@example.org", "s", "x" * room) is None


def test_a_link_takes_no_header_from_its_values() -> None:
    link = mailto("a@example.org", "x&bcc=spy@example.org\nBcc: y", "b&cc=z") or ""
    assert set(parse_qs(urlsplit(link).query)) == {"subject", "body"}
