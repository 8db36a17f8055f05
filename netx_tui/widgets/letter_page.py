"""A letter as it will be, with what the rules say about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from netx_tui.domain.lint.cures import cure_label
from netx_tui.domain.lint.letter import ERROR, WARN, Finding
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _

_PLACE = re.compile(r"\{\{[a-z_]+\}\}")
_SIGNS = {ERROR: "!", WARN: "·"}
_STYLES = {ERROR: "$error", WARN: "$warning"}


@dataclass(frozen=True)
class ShownLetter:
    """What the page shows: where the letter goes, its text, what was found, what may calm the writer."""

    to: str
    subject: str
    text: str
    findings: tuple[Finding, ...] = ()
    fact: str = ""
    has_subject: bool = True
    cure_key: str = "c"


class LetterPage(VerticalScroll, can_focus=True):
    """Scrolls; nothing in it is read as markup, and places that are still empty stand out."""

    HELP = N_(
        "The letter as it will be, and below it what the rules say. Arrows scroll; "
        "a double click opens the text."
    )
    DEFAULT_CSS = """
    LetterPage {
        padding: 0 1 0 0;
        border-left: blank;
        &:focus { border-left: outer $accent; }
        scrollbar-size-vertical: 1;
        .letter--text { height: auto; max-width: 78; }
        .letter--findings { height: auto; margin-top: 1; }
        .letter--fact { height: auto; margin-top: 1; color: $dim; text-style: italic; max-width: 78; }
    }
    """

    class Opened(Message):
        """A double click on the letter: its text is to be written by hand."""

    text = getters.query_one(".letter--text", Static)
    findings = getters.query_one(".letter--findings", Static)
    fact = getters.query_one(".letter--fact", Static)

    def compose(self) -> ComposeResult:
        """The letter, the findings, the fact."""
        yield Static(markup=False, classes="letter--text")
        yield Static(markup=False, classes="letter--findings")
        yield Static(markup=False, classes="letter--fact")

    def on_click(self, event: events.Click) -> None:
        """Two clicks open the text."""
        if event.chain == 2:
            event.stop()
            self.post_message(self.Opened())

    def show(self, letter: ShownLetter) -> None:
        """Show this letter; how far the page is scrolled stays."""
        self.text.update(_whole(letter))
        self.findings.update(told_findings(letter.findings, letter.cure_key))
        self.findings.display = bool(letter.findings)
        self.fact.update(Content(letter.fact))
        self.fact.display = bool(letter.fact)


def told_findings(findings: Iterable[Finding], cure_key: str) -> Content:
    """A line for each finding: sign, word and rule, what is wrong, and the cure if there is one."""
    return Content("\n").join(_finding(finding, cure_key) for finding in findings)


def severity_word(severity: str) -> str:
    """The severity of a finding in a word."""
    return {ERROR: _("error"), WARN: _("warning")}.get(severity, _("note"))


def severity_style(severity: str) -> str:
    """The style of a finding."""
    return _STYLES.get(severity, "$dim")


def severity_sign(severity: str) -> str:
    """The sign before a finding."""
    return _SIGNS.get(severity, " ")


def _finding(finding: Finding, cure_key: str) -> Content:
    head = f"{severity_sign(finding.severity)} {severity_word(finding.severity)} {finding.rule}"
    parts = [
        Content.styled(head, severity_style(finding.severity)),
        Content(f"  {visible(finding.sentence)}"),
    ]
    if finding.cure:
        parts.append(Content.assemble("  ", (f"{cure_key}: {cure_label(finding.cure)}", "$accent")))
    return Content("").join(parts)


def _whole(letter: ShownLetter) -> Content:
    head = [Content.styled(_("To: {address}").format(address=visible(letter.to) or "–"), "$dim")]
    if letter.has_subject:
        subject = _("Subject: {subject}").format(subject=visible(letter.subject))
        head.append(Content("").join(_with_places(subject)).stylize("bold"))
    body = [Content("").join(_with_places(visible(line))) for line in letter.text.split("\n")]
    return Content("\n").join([*head, Content(""), *body])


def _with_places(text: str) -> Iterator[Content]:
    """``text`` with the places that are still empty standing out."""
    at = 0
    for place in _PLACE.finditer(text):
        yield Content(text[at : place.start()])
        yield Content.styled(place[0], "bold $error")
        at = place.end()
    yield Content(text[at:])
