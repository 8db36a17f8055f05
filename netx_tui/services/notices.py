"""Sentences about what other sessions changed, and about what they overwrote of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Update
from netx_tui.domain.fields import COMPANY_FIELDS, CONTACT_FIELDS, Field, show
from netx_tui.i18n import _, ngettext
from netx_tui.services.following import Notice

if TYPE_CHECKING:
    from netx_tui.store.receipts import ForeignChange
    from netx_tui.store.workspace import Workspace

MOST_LABELS = 3
LONGEST = 40
TYPED: Mapping[str, tuple[Field, ...]] = {"contacts": CONTACT_FIELDS, "companies": COMPANY_FIELDS}
"""The fields that people set; only they can be put back, since a rule decides about all others."""


def told(changes: Sequence[ForeignChange], workspace: Workspace) -> tuple[Notice, ...]:
    """What others did, in a few sentences; what they overwrote of one's own comes first."""
    lost: list[Notice] = []
    deeds: dict[str, None] = {}
    for change in changes:
        notice = _loss(change, workspace) if change.overwrote else None
        if notice:
            lost.append(notice)
        else:
            deeds[_deed(change, workspace)] = None
    lines = list(deeds)
    if len(lines) > MOST_LABELS:
        more = len(lines) - MOST_LABELS
        lines[MOST_LABELS:] = [ngettext("and {more} more", "and {more} more", more).format(more=more)]
    return (*lost, Notice("\n".join(lines))) if lines else tuple(lost)


def _deed(change: ForeignChange, workspace: Workspace) -> str:
    if change.label:
        return _("{who}: {label}").format(who=change.who, label=change.label)
    return _("Another session changed {name}.").format(name=_name(change, workspace))


def _name(change: ForeignChange, workspace: Workspace) -> str:
    return str(workspace.documents(change.table).get(change.id, {}).get("name", change.id))


def _loss(change: ForeignChange, workspace: Workspace) -> Notice | None:
    """The notice for values of this session that ``change`` replaced; ``None`` where nobody typed them."""
    who = change.who or _("Another session")
    if change.id not in workspace.documents(change.table):
        sentence = _(
            "{who}: {label}. What you changed there went with it; only {who} can take that back with u."
        )
        return Notice(sentence.format(who=who, label=change.label)) if change.label else None
    specs = {spec.name: spec for spec in TYPED.get(change.table, ())}
    typed = {field: pair for field, pair in change.overwrote.items() if field in specs}
    if not typed:
        return None
    name = _name(change, workspace)
    labels = ", ".join(_(specs[field].label).lower() for field in typed)
    what = _("{fields} of {name}").format(fields=labels, name=name)
    back = Update(change.table, change.id, {field: mine for field, (mine, _theirs) in typed.items()})
    discreet = _("{who} changed {what}, which you had set. Undo puts yours back.").format(who=who, what=what)
    if len(typed) > 1:
        return Notice(discreet, (back,), what)
    ((field, (mine, theirs)),) = typed.items()
    sentence = _("{who} changed {what} from your '{mine}' to '{theirs}'. Undo puts yours back.").format(
        who=who, what=what, mine=_shown(specs[field], mine), theirs=_shown(specs[field], theirs)
    )
    return Notice(sentence, (back,), what, discreet)


def _shown(spec: Field, value: Any) -> str:
    text = " ".join(show(spec, value).split()) or "–"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
