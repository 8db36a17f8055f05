"""People as text: the shortlist in columns, one person in lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.cli.output import BAND_COLOURS, BOLD, DIM, say, table
from netx_tui.domain.text import visible
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.cli.session import Session


def print_shortlist(session: Session, rows: list[dict[str, Any]]) -> None:
    """The rows of ``contact list`` in columns: band, score, name, company, what speaks for them."""
    table(
        ((row["band"], fit(row), row["name"], row["company"], short_reasons(row)) for row in rows),
        session.paint,
        lambda column, cell: BAND_COLOURS.get(cell, "") if column == 0 else BOLD if column == 2 else "",
    )


def fit(row: Mapping[str, Any]) -> str:
    """The score as shown: a number, or from..to where too little is known."""
    return f"{row['score']}..{row['potential']}" if row["band"] == "?" else str(row["score"])


def short_reasons(row: Mapping[str, Any]) -> str:
    """What to do instead, or the strongest reasons."""
    proposal = proposal_sentence(row)
    reasons = [f"{reason['points']:+} {reason['text']}" for reason in row["reasons"][:3]]
    return "; ".join(([f"→ {proposal}"] if proposal else []) + reasons)


def proposal_sentence(row: Mapping[str, Any]) -> str:
    """The better-person proposal in short words; empty where there is none."""
    proposal = row["proposal"]
    name, gain = proposal.get("name", ""), proposal.get("gain", 0)
    sentences = {
        "prefer": _("prefer {name} (+{gain})"),
        "ask_for_intro": _("ask for an introduction to {name} (+{gain})"),
        "keep_searching": _("keep searching in this company"),
        "research_first": _("research first, or {name}") if name else _("research first"),
        "blocked": _("leave alone; instead {name}") if name else _("leave alone"),
    }
    return sentences.get(proposal["kind"], "").format(name=name, gain=gain)


def print_person(session: Session, shown: Mapping[str, Any]) -> None:
    """Everything about one person, one fact a line."""
    print(session.paint(visible(f"{shown['name']}  {shown['band']} {fit(shown)}"), BOLD))
    for reason in shown["reasons"]:
        say(f"  {reason['points']:+4} {reason['text']}")
    for gate in shown["gates"]:
        say(f"     ! {gate['text']}")
    proposal = proposal_sentence(shown)
    if proposal:
        say(f"     → {proposal}")
    derived = {"reasons", "gates", "proposal", "score", "raw", "band", "potential", "name"}
    for name, value in shown.items():
        if name in derived or value in (None, "", [], {}, False):
            continue
        for number, line in enumerate(_lines(value)):
            label = f"{'' if number else name:>20}"
            print(f"{session.paint(label, DIM)}  {visible(line)}")


def _lines(value: Any) -> list[str]:
    """A field's value, a line for each of its items."""
    if isinstance(value, dict):
        return [f"{key} {item}" for key, item in value.items() if item not in (None, "")]
    if isinstance(value, list):
        return ["  ".join(_lines(item)) if isinstance(item, dict) else str(item) for item in value]
    if isinstance(value, str):
        return value.split("\n")
    return [_("yes") if value is True else str(value)]
