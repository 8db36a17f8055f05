"""``netx backup`` and ``restore``: copies of the data, and going back to one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json
from netx_tui.cli.output import dump, say, tell
from netx_tui.domain.errors import Exit, RuleRefused, UsageError
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.store.restore import Restored
    from netx_tui.store.workspace import Workspace

STDOUT = "-"


def _backup_arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        default="",
        metavar="FILE",
        help=_("default: a dated file in this folder; - is stdout"),
    )


def _backup(session: Session, options: Namespace) -> int:
    target = options.file or f"netx-{session.clock():%Y-%m-%d-%H%M%S}.json"
    with session.workspace(read_only=True) as workspace:
        if target == STDOUT:
            _backup_to_stdout(workspace)
            return Exit.DONE
        workspace.backup(target)
    say(os.path.abspath(target))
    tell(_("Everything is in this one file; only you can read it."))
    return Exit.DONE


def _backup_to_stdout(workspace: Workspace) -> None:
    """The store writes whole files only, so a private one is made and read out."""
    import shutil
    import sys
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = os.path.join(folder, "netx.json")
        workspace.backup(file)
        with open(file, encoding="utf-8") as copy:
            shutil.copyfileobj(copy, sys.stdout)


def _restore_arguments(parser: Parser) -> None:
    parser.description = _(
        "Goes back to a backup. The state before is kept as a backup too, and `netx undo` takes it back. "
        "Data that cannot be read any more are built anew from FILE and all later edits that can be read."
    )
    parser.add_argument(
        "file",
        nargs="?",
        default="",
        metavar="FILE",
        help=_("a backup; without it, those there are are listed"),
    )
    parser.add_argument("--yes", action="store_true", help=_("really restore"))
    add_json(parser, _("--json keys: changed backup aside edits lost; of the list: path at reason size"))


def _restore(session: Session, options: Namespace) -> int:
    from netx_tui.cli.session import run_id, user_name
    from netx_tui.store.restore import restore

    if not options.file:
        return _list(session, options)
    if not options.yes:
        raise RuleRefused(_what_would_happen(session, options.file))
    done = restore(session.data, options.file, who=user_name(), run=run_id(), clock=session.clock)
    if options.json:
        dump(done._asdict())
    for sentence in _told(done):
        tell(sentence)
    return Exit.DONE


def _what_would_happen(session: Session, file: str) -> str:
    """What is in the backup, and how to go on."""
    from netx_tui.store.restore import read_source

    tables = read_source(os.path.abspath(file)).tables
    people = len(tables.get("contacts", {}))
    return ngettext(
        "This puts {count} person of {file} in the place of what is in {data} now. Say --yes if you mean it.",
        "This puts {count} people of {file} in the place of what is in {data} now. Say --yes if you mean it.",
        people,
    ).format(count=people, file=file, data=session.data)


def _list(session: Session, options: Namespace) -> int:
    """The store's own backups, newest first."""
    from netx_tui.store.backups import backups
    from netx_tui.store.files import StorePaths

    if options.yes:
        raise UsageError(_("Name the backup to restore. `netx restore` lists those there are."))
    known = backups(StorePaths(session.data))
    if options.json:
        dump([{**backup._asdict(), "at": backup.at.isoformat()} for backup in known])
        return Exit.DONE
    if not known:
        tell(_("There are no backups yet. netx takes one an hour while you change something."))
    here = session.clock().tzinfo
    for backup in known:
        size = f"{backup.size / 1024:,.0f} KB"
        say(f"{backup.at.astimezone(here):%Y-%m-%d %H:%M}  {size:>12}  {backup.path}")
    return Exit.DONE


def _told(done: Restored) -> list[str]:
    if not done.aside and not done.changed:
        return [_("Your data hold exactly that already; nothing was changed.")]
    if not done.aside:
        changed = ngettext(
            "Restored; {count} entry is different now.",
            "Restored; {count} entries are different now.",
            done.changed,
        )
        before = _("The state before is in {file}, and `netx undo` takes it back.")
        return [changed.format(count=done.changed), before.format(file=done.backup)]
    later = ngettext("{count} later edit was put on top.", "{count} later edits were put on top.", done.edits)
    lines = [_("Your data can be read again.") + (" " + later.format(count=done.edits) if done.edits else "")]
    if done.lost:
        lost = ngettext(
            "{count} entry of the journal could not be read and is missing.",
            "{count} entries of the journal could not be read and are missing.",
            done.lost,
        )
        lines.append(lost.format(count=done.lost))
    lines.append(_("The files as they were are kept: {files}").format(files=", ".join(done.aside)))
    return lines


COMMANDS: Mapping[str, Command] = {
    "backup": Command(N_("write one complete copy of your data"), _backup_arguments, _backup),
    "restore": Command(N_("go back to a backup, or on after damage"), _restore_arguments, _restore),
}
