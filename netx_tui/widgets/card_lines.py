"""The contact card as lines of styled text, wrapped to a width; no widget, no terminal.

A line is a tuple of ``(text, style)``; the styles are the names in ``STYLES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from netx_tui.domain.rows import Fact, PersonCard, ReasonLine
from netx_tui.i18n import _
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.signs import UNICODE, Signs, bar

Line = tuple[tuple[str, str], ...]

STYLES = ("", "strong", "quiet", "good", "bad", "accent")

_FULL = 20  # the most points one reason can give
_BAR = 10
_TWO_COLUMNS = 76


def card_lines(card: PersonCard, width: int, signs: Signs = UNICODE) -> list[Line]:
    """The whole card in lines at most ``width`` cells wide."""
    parts = (
        [*_head(card, width), _path(card, signs), *_reasons(card, width, signs)],
        _advice(card, width, signs),
        _facts([*card.facts, *card.links], width),
        _section(_("Notes"), [card.notes] if card.notes else [], width),
        _section(_("Research"), card.research, width),
        _section(_("Events"), card.events, width),
    )
    out: list[Line] = []
    for part in parts:
        lines = list(part)
        out += [(), *lines] if out and lines else lines
    return out


def search_words(card: PersonCard) -> str:
    """The search words of the card's proposal on one line, ready to paste; empty without any."""
    return " OR ".join(card.proposal.search_words) if card.proposal else ""


def _head(card: PersonCard, width: int) -> Iterator[Line]:
    row = card.row
    fits = _("fits now {band} {fit}").format(band=row.band, fit=row.fit) if row.fit else ""
    room = width - cell_len(fits) - 2
    yield ((fit(row.name, room), "strong"), ("  ", ""), (fits, "accent"))
    for line in wrap(card.subtitle, width):
        yield ((line, "quiet"),)


def _path(card: PersonCard, signs: Signs) -> Line:
    drawn = {"done": (signs.done, "good"), "current": (signs.marked, "accent")}
    parts: list[tuple[str, str]] = []
    for step in card.path:
        sign, style = drawn.get(step.state, (signs.unmarked, "quiet"))
        parts.append((f"{step.label} {sign}  ", style))
    return tuple(parts)


def _reasons(card: PersonCard, width: int, signs: Signs) -> Iterator[Line]:
    """All reasons, two beside each other where the card is wide, then the gates that cap the score."""
    abreast = 2 if width >= _TWO_COLUMNS else 1
    each = (width - 2 * (abreast - 1)) // abreast
    for start in range(0, len(card.reasons), abreast):
        blocks = [_reason(reason, each, signs) for reason in card.reasons[start : start + abreast]]
        for place in range(max(len(block) for block in blocks)):
            line: list[tuple[str, str]] = []
            for block in blocks:
                cells = block[place] if place < len(block) else ((" " * each, ""),)
                line += [("  ", ""), *cells] if line else cells
            yield tuple(line)
    for gate in card.gates:
        yield from _hanging(f"{signs.lock} ", gate, width, "bad")


def _reason(reason: ReasonLine, width: int, signs: Signs) -> list[Line]:
    """Signed points, a bar, the words; each line exactly ``width`` cells."""
    style = "bad" if reason.points < 0 else "good"
    head = f"{reason.points:+4} {fit(bar(reason.points, _FULL, _BAR, signs), _BAR)} "
    room = max(8, width - len(head))
    first, *others = (fit(line, room) for line in wrap(reason.text, room))
    return [((head, style), (first, "")), *(((" " * len(head), ""), (line, "")) for line in others)]


def _advice(card: PersonCard, width: int, signs: Signs) -> Iterator[Line]:
    """What more knowledge could bring, and who may be the better person."""
    if card.missing is not None:
        text = _("possible {potential}; find out the {fact}: up to {score}").format(
            potential=card.potential, fact=card.missing.label, score=card.missing.score
        )
        yield from _hanging("? ", text, width, "accent")
    elif card.potential:
        yield from _hanging("? ", _("possible {potential}").format(potential=card.potential), width, "accent")
    if card.proposal is not None:
        for line in wrap(card.proposal.text, width):
            yield ((line, "strong"),)
        for words in card.proposal.search_words:
            yield from _hanging("  ", words, width, "quiet")


def _facts(facts: Iterable[Fact], width: int) -> Iterator[Line]:
    shown = [fact for fact in facts if fact.value]
    indent = min(max((cell_len(fact.label) for fact in shown), default=0) + 2, width // 2)
    for fact in shown:
        value = _("{value} (guessed)").format(value=fact.value) if fact.guessed else fact.value
        style = "quiet" if fact.guessed else ""
        for place, line in enumerate(wrap(value, max(8, width - indent))):
            yield ((fit(fact.label if place == 0 else "", indent), "quiet"), (line, style))


def _section(title: str, texts: Iterable[str], width: int) -> Iterator[Line]:
    for place, text in enumerate(texts):
        if place == 0:
            yield ((title, "strong"),)
        for line in wrap(text, width):
            yield ((line, ""),)


def _hanging(sign: str, text: str, width: int, style: str) -> Iterator[Line]:
    indent = cell_len(sign)
    for place, line in enumerate(wrap(text, max(8, width - indent))):
        yield ((sign if place == 0 else " " * indent, style), (line, style))
