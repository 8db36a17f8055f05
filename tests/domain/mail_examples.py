"""The shipped templates with their sample values, and a talk with Ayla on 12 November 2026 at 16:00."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from netx_tui.domain.contacts import Contact, Mail
from netx_tui.domain.lint.letter import Around, Finding, Letter
from netx_tui.domain.lint.rules import lint
from netx_tui.domain.mails.filling import draft
from netx_tui.domain.mails.kinds import KINDS, Template, template_from

TEMPLATES_YAML = Path(__file__).parents[2] / "netx_tui" / "rules" / "templates.yaml"
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 12, 16, 0, tzinfo=BERLIN)
TWO_DAYS_BEFORE = datetime(2026, 11, 10, 9, 0, tzinfo=BERLIN)
IN_THE_EVENING = datetime(2026, 11, 12, 20, 0, tzinfo=BERLIN)
AYLA = Contact("ayla", "Ayla Brandt", company="Nordlicht Analytics", emails=("ayla@example.org",))


class Question(NamedTuple):
    """A question of an agenda."""

    id: str
    text: str
    priority: str = "must"
    sendable: bool = True
    delicate: bool = False
    state: str = "open"


class Talk(NamedTuple):
    """A meeting as mails see it."""

    id: str = "m1"
    at: str = "2026-11-12T15:00:00+00:00"
    zone: str = "Europe/Berlin"
    minutes: int = 20
    place: str = "Café Anker"
    topic: str = "building a first data platform team"
    field: str = "data platforms"
    objective: str = "which three skills a newcomer must show in the first months"
    ended_at: str = ""


@cache
def shipped() -> dict[str, Any]:
    """The file that ships."""
    found: dict[str, Any] = yaml.safe_load(TEMPLATES_YAML.read_text(encoding="utf-8"))
    return found


def template(kind: str) -> Template:
    """The shipped template of a kind."""
    return template_from(kind, shipped()["templates"][kind])


def sample(variant: str = "en") -> dict[str, str]:
    """The sample values of a variant."""
    values = shipped()["sample"]
    return {**values["de"], **values["de_du"]} if variant == "de_du" else dict(values[variant])


def rendered(kind: str, variant: str = "en", **changed: Any) -> Letter:
    """The shipped mail of a kind with its sample values.

    ``values`` changes some of them; ``subject`` and ``text`` replace what came out, ``add`` is put before the
    sign-off; everything else goes to ``around``.
    """
    lang, formality = variant[:2], "du" if variant == "de_du" else ""
    values = sample(variant) | changed.pop("values", {})
    written = draft(template(kind), lang, values, formality=formality)
    text = changed.pop("text", written.text)
    if "add" in changed:
        text = with_sentence(text, changed.pop("add"))
    contact = changed.pop("contact", AYLA._replace(lang=lang, formality=formality))
    topic = {"topic": values["topic"], "field": values["field"]}
    meeting = changed.pop("meeting", Talk(**topic))
    now = changed.pop("now", IN_THE_EVENING if kind == "thank_you" else TWO_DAYS_BEFORE)
    return Letter(
        kind,
        lang,
        contact,
        subject=changed.pop("subject", written.subject),
        text=text,
        around=Around(now, changed.pop("limits", template(kind).limits), meeting, **_around(changed)),
        to=changed.pop("to", "ayla@example.org"),
        values=values,
        attachments=changed.pop("attachments", ()),
    )


def _around(changed: dict[str, Any]) -> dict[str, Any]:
    return {name: changed.pop(name) for name in Around._fields if name in changed}


def with_sentence(text: str, sentence: str) -> str:
    """``text`` with one more paragraph before its sign-off."""
    head, _gap, tail = text.rpartition("\n\n")
    return f"{head}\n\n{sentence}\n\n{tail}"


def found(letter: Letter, rule: str) -> list[Finding]:
    """What one rule says about a mail."""
    return [finding for finding in lint(letter) if finding.rule == rule]


def says(letter: Letter, rule: str) -> str:
    """The severities of what a rule says, joined; empty if it says nothing."""
    return " ".join(finding.severity for finding in found(letter, rule))


def sent(
    kind: str, days_ago: int, contact: str = "ayla", now: datetime = TWO_DAYS_BEFORE, **more: Any
) -> Mail:
    """A mail that went out some days ago."""
    at = (now - timedelta(days=days_ago)).isoformat()
    return Mail(more.pop("id", f"{kind}{days_ago}"), contact, kind, sent_at=at, **more)


ALL = [(kind, variant) for kind in KINDS for variant in ("en", "de", "de_du")]
