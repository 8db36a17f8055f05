"""Errors that carry their own sentence and exit status; caught once, at the top."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses of the command line (``cli.md``; 65 and up follow BSD ``sysexits.h``)."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    BAD_INPUT = 65
    CANNOT_CREATE = 73
    CANNOT_WRITE = 74
    LOCKED = 75
    INTERRUPTED = 130


class NetxError(Exception):
    """Something that went wrong, told in one or two sentences that name what and what to do.

    ``message`` is a translated sentence; it may hold text from outside, so whoever prints it
    cleans it first (``domain.text.clean_line``).
    """

    exit_code = Exit.REFUSED

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(NetxError):
    """No document has that id, or that name."""


class Ambiguous(NetxError):
    """A name or an id prefix fits several documents; the sentence lists them."""


class RuleRefused(NetxError):
    """A rule of the product says no; ``rule`` is its id, ``overridable`` whether a reason lets it pass."""

    def __init__(self, message: str, *, rule: str = "", overridable: bool = False) -> None:
        super().__init__(message)
        self.rule = rule
        self.overridable = overridable


class UsageError(NetxError):
    """The words of a command do not fit."""

    exit_code = Exit.USAGE


class FieldError(UsageError):
    """A value does not fit its field; ``field`` names it."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class BadInput(NetxError):
    """A file cannot be read as what it says it is."""

    exit_code = Exit.BAD_INPUT


class CannotCreate(NetxError):
    """A file or folder cannot be created; nothing changed."""

    exit_code = Exit.CANNOT_CREATE


class CannotWrite(NetxError):
    """Writing failed (disk full, read-only, input/output error); nothing changed."""

    exit_code = Exit.CANNOT_WRITE


class Locked(NetxError):
    """Another session holds the lock; try again."""

    exit_code = Exit.LOCKED
