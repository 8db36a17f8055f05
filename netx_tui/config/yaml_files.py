"""YAML files read with care, and what was read kept as JSON so that quick verbs need no YAML.

A settings file may come from anywhere: it must be a regular file of bounded size, and whatever is
wrong with it is told with file and line. PyYAML itself is imported only when a file has changed.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import Any

from netx_tui import __version__
from netx_tui.config.folders import make_folder
from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _

SIZE_LIMIT = 256 * 1024
CACHE_LIMIT = 16 * SIZE_LIMIT
PRIME = 4_294_967_291


def read_yaml(
    path: str, *, cache: str = "", limit: int = SIZE_LIMIT, missing_ok: bool = False
) -> dict[str, Any]:
    """The mapping written in the YAML file ``path``; ``{}`` for an empty one.

    Keys are always texts; values are texts, numbers, yes/no, ``None``, lists and mappings. ``cache``
    is the folder that keeps the parsed content (empty: no keeping). With ``missing_ok`` a file that
    is not there reads as empty. Raises ``BadInput`` with file and line.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        if missing_ok:
            return {}
        raise BadInput(_("{file}: there is no such file.").format(file=path)) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise BadInput(_("{file} is not a file that can be read as YAML.").format(file=path))
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > limit:
            raise BadInput(
                _("{file} is too big: at most {limit} KB are read.").format(file=path, limit=limit // 1024)
            )
        key = [os.path.abspath(path), status.st_mtime_ns, status.st_size, __version__]
        known = kept(cache, key) if cache else None
        if known is not None:
            return known
        try:
            content = file.read(limit + 1)
        except OSError as error:
            raise _unreadable(path, error) from None
    from netx_tui.config.yaml_loader import parse_yaml

    parsed = parse_yaml(content[:limit], path)
    if cache:
        keep(cache, key, parsed)
    return parsed


def told_at(path: str, name: str) -> str:
    """The beginning of a sentence about ``name`` (dotted) in the file ``path``: file and line."""
    from netx_tui.config.yaml_loader import line_of

    try:
        with open(path, "rb") as file:
            content = file.read(SIZE_LIMIT)
    except OSError:
        content = b""
    # A user's copy of the rules may leave out the outermost name.
    line = line_of(content, name) or line_of(content, name.partition(".")[2])
    return _("{file}, line {line}: ").format(file=path, line=line)


def _unreadable(path: str, error: Exception) -> BadInput:
    reason = getattr(error, "strerror", "") or str(error)
    return BadInput(_("{file} cannot be read: {reason}.").format(file=path, reason=reason))


def _place(folder: str, path: str) -> str:
    # Two paths may get the same name: then they take turns, because the key inside tells them apart.
    number = int.from_bytes(os.fsencode(path), "big") % PRIME
    return os.path.join(folder, f"{os.path.basename(path)}-{number:08x}.json")


def kept(folder: str, key: list[Any]) -> dict[str, Any] | None:
    """The kept content that belongs to ``key``; ``None`` unless a file of our own says exactly that."""
    import json

    try:
        descriptor = os.open(_place(folder, key[0]), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        own = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        trusted = own and not status.st_mode & 0o022 and status.st_size <= CACHE_LIMIT
        found = json.loads(os.read(descriptor, status.st_size)) if trusted else None
    except (OSError, ValueError, RecursionError):
        return None
    finally:
        os.close(descriptor)
    if isinstance(found, dict) and found.get("key") == key and isinstance(found.get("content"), dict):
        content: dict[str, Any] = found["content"]
        return content
    return None


def forget(folder: str, name: str) -> None:
    """Remove what was kept under ``name``, the first part of a key."""
    with suppress(OSError):
        os.unlink(_place(folder, name))


def keep(folder: str, key: list[Any], content: dict[str, Any]) -> None:
    """Keep ``content``; where that is not possible the next start is a little slower, nothing else."""
    import json

    place = _place(folder, key[0])
    beside = f"{place}.{os.getpid()}"
    with suppress(OSError):
        make_folder(folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        try:
            with os.fdopen(os.open(beside, flags, 0o600), "w", encoding="ascii") as file:
                json.dump({"key": key, "content": content}, file)
            os.replace(beside, place)
        except OSError:
            with suppress(OSError):
                os.unlink(beside)
            raise
