"""L080 and L081: not too often, and not the same again."""

from collections.abc import Iterator
from datetime import timedelta

from netx_tui.domain.lint.letter import WARN, Finding, Letter
from netx_tui.domain.mails.pace import wait
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _

SAME_KIND_DAYS = 60


def not_too_often(letter: Letter) -> Iterator[Finding]:
    """L080."""
    around = letter.around
    pause = wait(letter.kind, letter.contact, around.mails, around.touches, around.now)
    if pause:
        yield Finding("L080", WARN, pause.sentence)


def not_again(letter: Letter) -> Iterator[Finding]:
    """L081; the mails around another meeting are not the same again."""
    around = letter.around
    meeting = around.meeting.id if around.meeting is not None else ""
    for mail in around.mails:
        if mail.contact != letter.contact.id or mail.kind != letter.kind:
            continue
        day = local_day(mail.sent_at, around.now.tzinfo)
        other_talk = meeting and mail.meeting and mail.meeting != meeting
        if day and not other_talk and around.now.date() - day < timedelta(days=SAME_KIND_DAYS):
            sentence = _("{name} got such a mail on {day} already.")
            yield Finding(
                "L081", WARN, sentence.format(name=letter.contact.name, day=told_day(day, around.now.date()))
            )
            return
