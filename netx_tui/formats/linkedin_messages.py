"""LinkedIn's ``messages.csv``: who was written to or wrote last, and when; never what.

Only the newest day and direction per profile leave this module; subjects and texts are not kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from netx_tui.domain.text import clean_line, same_name
from netx_tui.formats.days import read_day
from netx_tui.formats.decoding import as_text
from netx_tui.formats.problems import ImportedTouch, Problem, ProfileTouch, in_file
from netx_tui.formats.profile_urls import profile_url
from netx_tui.formats.tables import Columns, find_header, rows
from netx_tui.i18n import _

_COLUMNS = {
    "conversation id": "conversation",
    "from": "sender",
    "sender profile url": "sender_url",
    "recipient profile urls": "recipient_urls",
    "date": "date",
    "folder": "folder",
    "is message draft": "draft",
}


@dataclass(frozen=True)
class _Message:
    conversation: str
    sender: str
    sender_url: str
    recipient_urls: tuple[str, ...]
    sent: str


def recognise(cells: Sequence[str]) -> Columns | None:
    """The columns of a ``messages.csv`` header, or ``None``."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(cells[:50]):
        field = _COLUMNS.get(clean_line(cell).casefold())
        if field:
            columns.setdefault(field, position)
    return columns if {"sender", "sender_url", "date"} <= columns.keys() else None


def parse_messages(
    data: bytes, name: str, owner_name: str, people: Collection[str], problems: list[Problem]
) -> tuple[ProfileTouch, ...]:
    """The newest message per profile URL, seen from the owner of the export.

    ``owner_name`` comes from ``Profile.csv`` and may be empty; ``people`` are the profile URLs of the
    connections, among whom the owner never is. Raises ``BadInput`` if ``data`` is not text.
    """
    messages = list(_messages(data, name, problems))
    if not messages:
        return ()
    owner = _owner(messages, owner_name, people)
    if not owner:
        problems.append(
            Problem(
                0,
                "",
                _("It is not clear which profile is your own, so no messages were taken over."),
                name,
            )
        )
        return ()
    return tuple(_newest(messages, owner))


def _messages(data: bytes, name: str, problems: list[Problem]) -> Iterator[_Message]:
    text = as_text(data, name)
    header = find_header(text, recognise)
    if header is None:
        problems.append(Problem(0, "", _("The columns are not those of LinkedIn's messages."), name))
        return
    found: list[Problem] = []
    for line, cells, columns in rows(text, header, recognise, found):
        if (
            _cell("folder", cells, columns).upper() == "SPAM"
            or _cell("draft", cells, columns).lower() == "yes"
        ):
            continue
        date = _cell("date", cells, columns)
        day = read_day(date)
        if not day:
            found.append(Problem(line, "date", _("The date of a message could not be read.")))
            continue
        recipients = _cell("recipient_urls", cells, columns).replace(";", ",").split(",")
        yield _Message(
            _cell("conversation", cells, columns),
            same_name(_cell("sender", cells, columns)),
            profile_url(_cell("sender_url", cells, columns)),
            tuple(filter(None, map(profile_url, recipients))),
            day + date[10:19],
        )
    problems.extend(in_file(found, name))


def _cell(field: str, cells: Sequence[str], columns: Columns) -> str:
    position = columns.get(field, len(cells))
    return cells[position].strip() if position < len(cells) else ""


def _owner(messages: list[_Message], owner_name: str, people: Collection[str]) -> str:
    """The owner's profile: named in ``Profile.csv``, else the one that takes part most often.

    Empty while two profiles have an equal claim.
    """
    if owner_name:
        key = same_name(owner_name)
        own = Counter(m.sender_url for m in messages if m.sender == key and m.sender_url not in people)
        del own[""]
        if own:
            return own.most_common(1)[0][0]
    part: Counter[str] = Counter()
    for message in messages:
        part.update({message.sender_url, *message.recipient_urls} - {""})
    candidates = [entry for entry in part.most_common() if entry[0] not in people]
    if not candidates or (len(candidates) > 1 and candidates[0][1] == candidates[1][1]):
        return ""
    return candidates[0][0]


def _newest(messages: list[_Message], owner: str) -> Iterator[ProfileTouch]:
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for message in messages:
        partners[message.conversation].add(message.sender_url)
    newest: dict[str, tuple[str, str]] = {}
    for message in messages:
        if message.sender_url == owner:
            direction = "out"
            # files before 2021 name no recipients' addresses: whoever else wrote there was meant
            others = message.recipient_urls or tuple(partners[message.conversation])
        else:
            direction, others = "in", (message.sender_url,)
        for url in others:
            if url and url != owner:
                newest[url] = max(newest.get(url, ("", "")), (message.sent, direction))
    for url, (sent, direction) in newest.items():
        yield ProfileTouch(url, ImportedTouch(sent[:10], "message", direction, "linkedin"))
