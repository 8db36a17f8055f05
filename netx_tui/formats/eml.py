"""A mail handed over: as a draft file for any mail program (RFC 5322), or as a mailto link (RFC 6068).

Whatever a name or a subject holds, no header comes into being that was not meant: values are brought to one
line, the marks of encoded words are broken, and the finished bytes are read back before they are given out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import clean_line, clean_text
from netx_tui.i18n import _

MAILTO_LIMIT = 1_800
"""Characters of a link that old mail programs still take."""
_BODY_HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=^_`{|}~.-]+@[^\s@<>()\[\],;:\\\"]+")
_SPECIAL = re.compile(r"[()<>@,;:\\\"\[\]=?]+")
_NAME_CHARS = 60
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=^_`{|}~.-]+@[A-Za-z0-9.-]+>")


def eml(
    to: str, subject: str, text: str, *, at: datetime, message_id: str, name: str = "", sender: str = ""
) -> bytes:
    """The mail as a draft that a mail program opens for editing (``X-Unsent: 1``), UTF-8, lines CR LF.

    ``to`` and ``sender`` are bare addresses, ``name`` that of who gets it, ``at`` the time of writing with
    its zone, ``message_id`` unique and in angle brackets. Raises ``FieldError`` for what is no address, and
    for a value that cannot stand in a header.
    """
    if not _MESSAGE_ID.fullmatch(message_id):
        raise FieldError(_("'{text}' is no message id.").format(text=clean_line(message_id)), field="id")
    meant = {"X-Unsent": "1", "Subject": _plain(subject), "Message-ID": message_id}
    message = EmailMessage(policy=SMTP)
    try:
        message["To"] = Address(_display(name), addr_spec=address(to))
        if sender:
            message["From"] = Address(addr_spec=address(sender))
        message["Date"] = at
        for header, value in meant.items():
            message[header] = value
        message.set_content(clean_text(text) + "\n", charset="utf-8", cte="quoted-printable")
        data = message.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _refused() from error
    expected = ["To", *(["From"] if sender else []), "Date", *meant, *_BODY_HEADERS]
    _read_back(data, expected, meant, address(to))
    return data


def mailto(to: str, subject: str, text: str) -> str | None:
    """The mail as a link that opens the mail program; ``None`` where it would be too long for some.

    Raises ``FieldError`` for what is no address.
    """
    body = "\r\n".join(clean_text(text).split("\n"))
    parts = f"subject={quote(_plain(subject), safe='')}&body={quote(body, safe='')}"
    link = f"mailto:{quote(address(to), safe='@')}?{parts}"
    return link if len(link) < MAILTO_LIMIT else None


def address(text: str) -> str:
    """``text`` if it is one bare e-mail address, its domain in ASCII; raises ``FieldError`` otherwise."""
    typed = clean_line(text)
    local, _at, domain = typed.rpartition("@")
    try:
        found = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        found = ""
    if text.strip() != typed or not _ADDRESS.fullmatch(found) or ".." in found:
        raise FieldError(_("'{text}' is not an e-mail address.").format(text=typed), field="emails")
    return found


def _plain(text: str) -> str:
    """``text`` on one line without the beginning or end of an encoded word (RFC 2047)."""
    return clean_line(text).replace("=?", "= ?").replace("?=", "? =")


def _display(name: str) -> str:
    """``name`` without what would have to stand in quotes: folding a long head loses them (Python 3.11)."""
    return clean_line(_SPECIAL.sub(" ", name), _NAME_CHARS)


def _read_back(data: bytes, expected: list[str], meant: Mapping[str, str], to: str) -> None:
    """Raise ``FieldError`` unless the bytes hold exactly the headers that were meant."""
    head = data.partition(b"\r\n\r\n")[0]
    written = [
        line.partition(b":")[0].decode("ascii", "replace")
        for line in head.split(b"\r\n")
        if not line.startswith((b" ", b"\t"))
    ]
    found = message_from_bytes(data, policy=SMTP)
    if sorted(written) != sorted(expected) or sorted(found.keys()) != sorted(expected):
        raise _refused()
    same = all(" ".join(str(found[header]).split()) == value for header, value in meant.items())
    if not same or [box.addr_spec for box in found["To"].addresses] != [to]:
        raise _refused()


def _refused() -> FieldError:
    return FieldError(
        _("Name or subject hold characters that a mail cannot have in its head. Take them out."),
        field="subject",
    )
