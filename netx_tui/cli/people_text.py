"""People as text: the shortlist in columns, one person in lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from netx_tui.cli.output import BAND_COLOURS, BOLD, DIM, say, table
from netx_tui.domain.text import visible
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.cli.output import Paint
    from netx_tui.domain.rows import PersonCard, PersonRow

STYLES = {2: BOLD, 5: DIM}
"""Of the columns of the shortlist, besides the band's own."""


def print_shortlist(rows: Iterable[PersonRow], paint: Paint) -> None:
    """Band, score, name, title, company, stage where there is more to it, and what speaks for them."""
    table(
        (
            (
                row.band,
                row.fit,
                row.name,
                row.title,
                row.company,
                "" if row.stage == "lead" else row.stage_label,
                "; ".join(part for part in (row.step.text, row.reasons) if part),
            )
            for row in rows
        ),
        paint,
        lambda column, cell: BAND_COLOURS.get(cell, "") if column == 0 else STYLES.get(column, ""),
    )


def print_person(card: PersonCard, paint: Paint) -> None:
    """Everything about one person: the score with its reasons, what to do, the facts."""
    row = card.row
    print(f"{paint(visible(row.name), BOLD)}  {paint(row.band, BAND_COLOURS[row.band])} {row.fit}")
    for line in (card.subtitle, row.stage_label, card.potential):
        if line:
            say(f"  {line}")
    for reason in card.reasons:
        say(f"  {reason.points:+4} {reason.text}")
    for gate in card.gates:
        say(f"     ! {gate}")
    if card.proposal:
        say(f"     → {card.proposal.text}")
        for words in card.proposal.search_words:
            say(f"       {words}")
    guessed = " " + _("(guessed)")
    facts = [(fact.label, fact.value + (guessed if fact.guessed else "")) for fact in card.facts]
    facts += [(link.label, link.value) for link in card.links]
    facts += [(_("Research"), text) for text in card.research] + [(_("Event"), text) for text in card.events]
    facts += [(_("Notes"), line) for line in card.notes.split("\n") if line] + [("id", row.id)]
    table(((f"  {label}", value) for label, value in facts if value), paint, _label_style)


def _label_style(column: int, _cell: str) -> str:
    return DIM if column == 0 else ""
