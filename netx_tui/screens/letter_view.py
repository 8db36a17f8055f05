"""What is told about a letter: its page, and below it in one line how good it is."""

from __future__ import annotations

from textual.content import Content

from netx_tui.domain.lint.cures import cure_label
from netx_tui.domain.lint.letter import SEVERITIES
from netx_tui.domain.text import visible
from netx_tui.i18n import _, ngettext
from netx_tui.screens.letter_desk import has_subject
from netx_tui.services.letters import Prepared
from netx_tui.widgets.letter_page import ShownLetter, severity_sign, severity_style
from netx_tui.widgets.signs import Signs


def page_of(prepared: Prepared, cure_key: str) -> ShownLetter:
    """The letter as its page shows it; ``cure_key`` does what the rules propose."""
    letter = prepared.letter
    findings = tuple(prepared.findings)
    return ShownLetter(
        letter.to, letter.subject, letter.text, findings, prepared.fact, has_subject(prepared), cure_key
    )


def verdict(prepared: Prepared, signs: Signs, *, cure_key: str, by_hand: str) -> Content:
    """Length, how many findings there are of each severity, the first cure, the first finding.

    ``by_hand`` is the key that leads back to the template, where the text is the user's own.
    """
    findings = prepared.findings
    parts = [Content(length_told(prepared))]
    for severity in SEVERITIES:
        count = sum(finding.severity == severity for finding in findings)
        if count:
            told = f"{severity_sign(severity)} {_counted(severity, count)}".strip()
            parts.append(Content.styled(told, severity_style(severity)))
    if not findings:
        parts.append(Content.styled(f"{signs.done} " + _("nothing to mend"), "$success"))
    for cure in cures_of(prepared)[:1]:
        parts.append(Content.styled(f"{cure_key}: {cure_label(cure)}", "$accent"))
    if by_hand:
        parts.append(Content.styled(_("your own text; {key}: template").format(key=by_hand), "$dim"))
    parts += [Content(visible(finding.sentence)) for finding in findings[:1]]
    return Content("   ").join(parts)


def cures_of(prepared: Prepared) -> list[str]:
    """The cures that the findings propose, each once."""
    return list(dict.fromkeys(finding.cure for finding in prepared.findings if finding.cure))


def length_told(prepared: Prepared) -> str:
    """How long the letter is, and how long it should be at most."""
    limits = prepared.letter.around.limits
    if limits.max_chars:
        count = len(prepared.letter.text)
        return _("{count} of {limit} characters").format(count=count, limit=limits.max_chars)
    if limits.warn:
        return _("{count} of at most {limit} words").format(count=prepared.words, limit=limits.warn)
    return ngettext("{count} word", "{count} words", prepared.words).format(count=prepared.words)


def _counted(severity: str, count: int) -> str:
    if severity == "error":
        return ngettext("{count} error", "{count} errors", count).format(count=count)
    if severity == "warn":
        return ngettext("{count} warning", "{count} warnings", count).format(count=count)
    return ngettext("{count} note", "{count} notes", count).format(count=count)
