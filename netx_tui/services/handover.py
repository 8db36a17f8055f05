"""How a letter leaves netx: as a file, to a mail program, or to sendmail. Nothing goes by itself.

Programs are run as lists of words, never through a shell; what they read lies in a private file in a
private folder until netx ends, because a program with a window reads it after it said that it is done.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from netx_tui.domain.errors import NetxError
from netx_tui.domain.text import clean_line, search_key
from netx_tui.i18n import _

DRAFT_READERS = ("neomutt", "mutt")
"""Mail programs that go on with a draft given by ``-H``."""
FILE_PLACE = "{file}"
"""Stands for the name of the draft in the words of a mail program; without it the name comes last."""
SENDMAIL_FOLDERS = ("/usr/sbin", "/usr/lib", "/usr/local/sbin")
"""Where sendmail lies besides the folders of ``$PATH``."""
SEND_SECONDS = 60.0
_NOT_FOUND = 127
_DRAFT_MARK = re.compile(rb"^X-Unsent:[^\n]*\n", re.MULTILINE)
_NAME_CHARS = 60


class Finished(Protocol):
    """A program that has ended."""

    @property
    def returncode(self) -> int: ...  # noqa: D102


Run = Callable[..., Finished]
"""Runs a list of words as ``subprocess.run`` does."""


class Handover:
    """The ways out of netx on this machine.

    ``environ`` may name a mail program in ``$NETX_MAILER``, which goes before ``mailer`` from the settings.
    """

    def __init__(self, environ: Mapping[str, str], *, mailer: str = "", run: Run = subprocess.run) -> None:
        self._environ = environ
        self.mailer = mailer
        self._run = run
        self._folders: list[str] = []

    def close(self) -> None:
        """Remove the drafts that were handed over; netx ends, and who wanted to read them has done so."""
        while self._folders:
            shutil.rmtree(self._folders.pop(), ignore_errors=True)

    def mail_program(self) -> Sequence[str]:
        """The words that open a draft, its file not among them; empty where no mail program is known.

        One that goes on with drafts needs ``-H`` for that, and gets it where the setting names it alone.
        Raises ``NetxError`` for a setting whose quotes do not close.
        """
        named = self._environ.get("NETX_MAILER") or self.mailer
        if named.strip():
            try:
                words = shlex.split(named)
            except ValueError:
                raise NetxError(
                    _("The mail program '{command}' cannot be read: a quote is not closed.").format(
                        command=clean_line(named)
                    )
                ) from None
            return [*words, "-H"] if len(words) == 1 and _reads_drafts(words) else words
        found = next((name for name in DRAFT_READERS if self._where(name)), "")
        return [found, "-H"] if found else []

    def open_draft(self, eml: bytes) -> None:
        """Let the mail program go on with the letter; returns when it has ended.

        Raises ``NetxError`` where it cannot be started or ends with an error.
        """
        words = self.mail_program()
        folder = tempfile.mkdtemp(prefix="netx-")  # made with mode 0700
        self._folders.append(folder)
        path = os.path.join(folder, "letter.eml")
        letter = _with_plain_lines(eml)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_without_mark(letter) if _reads_drafts(words) else letter)
        status = self._status(_with_file(words, path))
        if status == _NOT_FOUND:
            raise NetxError(_("The mail program '{command}' cannot be started.").format(command=words[0]))
        if status:
            told = _("The mail program ended with an error ({status}).").format(status=status)
            if _reads_drafts(words):
                # mutt ends so also where one leaves the letter unsent.
                told = _("{program} gave the letter up, or ended with an error ({status}).").format(
                    program=words[0], status=status
                )
            raise NetxError(told + " " + _("The letter can be written to a file instead."))

    def sendmail(self) -> str:
        """The file of sendmail; empty where it is not installed."""
        return self._where("sendmail", *SENDMAIL_FOLDERS)

    def send(self, eml: bytes) -> None:
        """Give the letter to sendmail, which sends it at once. Raises ``NetxError`` where that fails."""
        letter = _without_mark(_with_plain_lines(eml))
        status = self._status([self.sendmail(), "-t", "-oi"], input=letter, timeout=SEND_SECONDS)
        if status:
            raise NetxError(
                _("sendmail did not take the letter ({status}); it was not sent.").format(status=status)
            )

    def _where(self, name: str, *more: str) -> str:
        # An empty name among them would mean the folder one happens to be in.
        folders = [folder for folder in self._environ.get("PATH", "").split(os.pathsep) if folder]
        return shutil.which(name, path=os.pathsep.join([*folders, *more])) or ""

    def _status(self, words: Sequence[str], **how: object) -> int:
        try:
            return self._run(words, check=False, **how).returncode
        except OSError:
            return _NOT_FOUND
        except subprocess.TimeoutExpired:
            raise NetxError(
                _("sendmail did not answer; look into its queue before you send the letter again.")
            ) from None


def file_name(kind: str, name: str) -> str:
    """A name for the draft file of a letter: ``invitation-ayla-brandt.eml``."""
    words = re.findall(r"[a-z0-9]+", search_key(clean_line(f"{kind} {name}")))
    return "-".join(words)[:_NAME_CHARS].strip("-") + ".eml"


def write_draft(path: str, eml: bytes) -> str:
    """Write the letter to a new file that only its owner may read; returns the whole name of the file.

    A ``~`` at the beginning means the home folder; a name without ``.eml`` gets it. What is there already is
    kept. Raises ``CannotCreate`` or ``CannotWrite``.
    """
    from netx_tui.services.exchange import write_out

    target = os.path.abspath(os.path.expanduser(path))
    if not target.lower().endswith(".eml"):
        target += ".eml"
    write_out(target, eml.decode("ascii"))
    return target


def _with_file(words: Sequence[str], path: str) -> list[str]:
    if any(FILE_PLACE in word for word in words):
        return [word.replace(FILE_PLACE, path) for word in words]
    return [*words, path]


def _reads_drafts(words: Sequence[str]) -> bool:
    return os.path.basename(words[0]) in DRAFT_READERS


def _without_mark(letter: bytes) -> bytes:
    """``letter`` without the head line that says it was not sent: it would reach who gets it."""
    head, gap, body = letter.partition(b"\n\n")
    return _DRAFT_MARK.sub(b"", head + b"\n")[:-1] + gap + body


def _with_plain_lines(eml: bytes) -> bytes:
    """``eml`` with the line ends that programs of this machine expect."""
    return eml.replace(b"\r\n", b"\n")
