"""A mail as the rules see it, with everything around it that they ask about."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from netx_tui.domain.contacts import NOTHING, Contact, LifeEvent, Mail, Touch
from netx_tui.domain.mails.brief import BriefQuestion
from netx_tui.domain.mails.kinds import Limits
from netx_tui.domain.mails.values import Talk
from netx_tui.domain.mails.words import flat, own_words
from netx_tui.domain.text import same_name
from netx_tui.domain.workdays import NO_HOLIDAYS

ERROR, WARN, INFO = "error", "warn", "info"
SEVERITIES = (ERROR, WARN, INFO)


class Finding(NamedTuple):
    """Something a rule says about a mail; ``cure`` is the code of its one-key cure, if it has one."""

    rule: str
    severity: str
    sentence: str
    cure: str = ""


class Around(NamedTuple):
    """What the rules know besides the mail itself.

    ``meeting`` is the one the mail belongs to and ``questions`` its agenda's; ``mails`` are all sent mails,
    to whomever; ``touches`` those of the contact. ``people`` and ``companies`` are the names known besides
    the contact's. ``event`` is what a congratulation is for; ``premium`` allows a longer LinkedIn note.
    """

    now: datetime
    limits: Limits
    meeting: Talk | None = None
    questions: Sequence[BriefQuestion] = ()
    mails: Sequence[Mail] = ()
    touches: Sequence[Touch] = ()
    people: Sequence[str] = ()
    companies: Sequence[str] = ()
    event: LifeEvent | None = None
    premium: bool = False
    holidays: frozenset[date] = NO_HOLIDAYS


class Letter:
    """A mail of ``kind`` in ``lang`` to ``contact``, ready to be read by the rules.

    ``values`` are what its template was filled with, ``to`` an address or profile, ``attachments`` names of
    files that would go along.
    """

    def __init__(
        self,
        kind: str,
        lang: str,
        contact: Contact,
        *,
        subject: str,
        text: str,
        around: Around,
        to: str = "",
        values: Mapping[str, str] = NOTHING,
        attachments: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.lang = lang
        self.contact = contact
        self.subject = subject
        self.text = text
        self.around = around
        self.to = to
        self.values = values
        self.attachments = attachments

    def rewritten(self, *, subject: str | None = None, text: str | None = None) -> "Letter":
        """The same mail with another subject or text."""
        return Letter(
            self.kind,
            self.lang,
            self.contact,
            subject=self.subject if subject is None else subject,
            text=self.text if text is None else text,
            around=self.around,
            to=self.to,
            values=self.values,
            attachments=self.attachments,
        )

    @cached_property
    def flat(self) -> str:
        """The text on one line, apostrophes straight."""
        return flat(self.text)

    @cached_property
    def own(self) -> str:
        """The text on one line without addresses and quotations."""
        return flat(own_words(self.text))

    @property
    def greeting(self) -> str:
        """The first line, up to its comma where the text goes on behind it."""
        line = self.text.strip().partition("\n")[0]
        return line.partition(",")[0] + "," if "," in line else line

    @property
    def after_greeting(self) -> str:
        """What follows the greeting."""
        return self.text.strip()[len(self.greeting) :]

    def holds(self, value: str) -> bool:
        """Whether the text has ``value`` in it, whatever its case and line breaks."""
        return bool(value.strip()) and same_name(flat(value)) in same_name(self.flat)

    def value(self, name: str) -> str:
        """What the template's place ``name`` was filled with."""
        return self.values.get(name, "")
