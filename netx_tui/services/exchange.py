"""Export: contacts as text for other programs, and files written so that nothing is lost by it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.contacts import Contact, Touch
from netx_tui.domain.errors import CannotCreate, CannotWrite, NotFound, UsageError
from netx_tui.domain.text import clean_line, same_name
from netx_tui.formats import contacts_csv, contacts_json
from netx_tui.formats.person_fields import ExportRow
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

FORMATS = ("csv", "json")
"""What contacts can be exported to."""


class Exported(NamedTuple):
    """How many people were written to which file, and sentences on what the format leaves out."""

    people: int
    path: str
    left_out: tuple[str, ...]


def export_to(
    workspace: Workspace,
    ids: Collection[str],
    to: str,
    path: str,
    *,
    private: bool = False,
    force: bool = False,
) -> Exported:
    """Write the contacts ``ids`` to the file ``path``, as ``export_contacts`` and ``write_out`` do."""
    text, left_out = export_contacts(workspace, ids, to, private)
    write_out(path, text, force=force)
    return Exported(len(ids), path, left_out)


def export_contacts(
    workspace: Workspace, ids: Collection[str] | None, to: str, private: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The text of an export of the contacts ``ids`` (all for ``None``), and sentences on what it leaves out.

    ``to`` is one of ``FORMATS``; ``private`` takes in notes and private events, where the format can hold
    them. Raises ``UsageError`` for another format, ``NotFound`` for an unknown id.
    """
    if to not in FORMATS:
        raise UsageError(
            _("Contacts cannot be exported to '{format}', only to {known}.").format(
                format=to, known=", ".join(FORMATS)
            )
        )
    people = _rows(workspace, ids)
    contacts = [row.contact for row in people]
    if to == "csv":
        return contacts_csv.write_contacts(people), tuple(_left_out_of_csv(contacts))
    return contacts_json.write_contacts(people, private), tuple(_left_out_of_json(contacts, private))


def write_out(path: str | os.PathLike[str], text: str, *, force: bool = False) -> None:
    """Write ``text`` to a new file ``path`` that only its owner may read, whole or not at all.

    What is there already is kept unless ``force``; a symbolic link is never followed. Raises
    ``CannotCreate`` or ``CannotWrite``; then nothing changed.
    """
    target = os.path.abspath(os.fspath(path))
    _refuse_target(target, force)
    draft = f"{target}.{os.getpid()}.part"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _cannot_create(target, error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", errors="replace"))
            stream.flush()
            os.fsync(stream.fileno())
        _put_in_place(draft, target, force)
    except OSError as error:
        raise CannotWrite(
            _("{file} could not be written: {reason}. Nothing was changed.").format(
                file=clean_line(target), reason=error.strerror or error
            )
        ) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


def _rows(workspace: Workspace, ids: Collection[str] | None) -> list[ExportRow]:
    contacts = workspace.contacts
    for id_ in ids or ():
        if id_ not in contacts:
            raise NotFound(_("There is no contact with the id {id}.").format(id=clean_line(id_, 60)))
    chosen = contacts.values() if ids is None else [contacts[id_] for id_ in dict.fromkeys(ids)]
    companies = {same_name(company.name): company for company in workspace.companies.values()}
    newest = _newest_full(workspace.touches.values())
    return [
        ExportRow(person, companies.get(same_name(person.company)), newest.get(person.id))
        for person in chosen
    ]


def _newest_full(touches: Iterable[Touch]) -> dict[str, Touch]:
    newest: dict[str, Touch] = {}
    for touch in touches:
        if touch.full and (touch.contact not in newest or touch.on > newest[touch.contact].on):
            newest[touch.contact] = touch
    return newest


def _left_out_of_csv(contacts: Iterable[Contact]) -> Iterable[str]:
    """Research, events and notes have no place in a table."""
    count = sum(
        1 for person in contacts if person.notes or person.research or person.events or person.stage_log
    )
    if count:
        yield ngettext(
            "CSV leaves out notes, research, events and the path so far ({count} contact has some);"
            " json holds them.",
            "CSV leaves out notes, research, events and the path so far ({count} contacts have some);"
            " json holds them.",
            count,
        ).format(count=count)


def _left_out_of_json(contacts: Iterable[Contact], private: bool) -> Iterable[str]:
    if private:
        return
    people = list(contacts)
    count = sum(1 for person in people if person.notes or any(event.private for event in person.events))
    if count:
        yield ngettext(
            "Left out: notes and private events of {count} contact.",
            "Left out: notes and private events of {count} contacts.",
            count,
        ).format(count=count)


def _refuse_target(target: str, force: bool) -> None:
    file = clean_line(target)
    if os.path.islink(target):
        raise CannotCreate(_("{file} is a symbolic link; name the file itself.").format(file=file))
    if os.path.isdir(target):
        raise CannotCreate(_("{file} is a folder; name a file in it.").format(file=file))
    if os.path.lexists(target) and not (force and os.path.isfile(target)):
        raise CannotCreate(_exists(target))


def _put_in_place(draft: str, target: str, force: bool) -> None:
    if force:
        os.replace(draft, target)
        return
    try:
        os.link(draft, target)
    except FileExistsError as error:
        raise CannotCreate(_exists(target)) from error
    except OSError:
        # a file system without hard links: the check of a moment ago has to do
        if os.path.lexists(target):
            raise CannotCreate(_exists(target)) from None
        os.rename(draft, target)


def _exists(target: str) -> str:
    return _("{file} exists already and was not touched; choose another name or remove it first.").format(
        file=clean_line(target)
    )


def _cannot_create(target: str, error: OSError) -> CannotCreate:
    folder = os.path.dirname(target)
    if isinstance(error, FileNotFoundError):
        return CannotCreate(_("There is no folder {folder}.").format(folder=clean_line(folder)))
    if isinstance(error, PermissionError):
        return CannotCreate(_("You are not allowed to write in {folder}.").format(folder=clean_line(folder)))
    return CannotCreate(
        _("{file} cannot be created: {reason}.").format(
            file=clean_line(target), reason=error.strerror or error
        )
    )
