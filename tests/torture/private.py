"""On a shared server: private files whatever the umask, and no planted link followed.

python tests/torture/private.py [--folder DIR]
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from netx_tui.store.files import StorePaths
from tests.torture.telling import Promise, said, script_options, work_folder
from tests.torture.verbs import VERBS, Home

MASKS = (0o000, 0o022, 0o077)
RESTORE = ("restore", "{folder}/copy.json", "--yes")
WRITING = {**VERBS, "restore": RESTORE}


def prepared(folder: Path) -> Home:
    """A store with everything a verb may want, also a backup to restore."""
    home = Home(folder)
    home.fill()
    home.forked(VERBS["backup"])
    return home


def modes(folder: Path, masks: tuple[int, ...] = MASKS) -> Iterator[tuple[str, str]]:
    """Each verb under each umask in a folder that it has to make itself, and what is open to others."""
    begin = prepared(folder / "begin")
    for mask in masks:
        fresh = Home(folder / f"fresh{mask:o}")
        fresh.folder.mkdir()
        fresh.forked(VERBS["add"], lambda mask=mask: os.umask(mask))
        yield f"first edit, umask {mask:03o}", _open_to_others(fresh)
        for name, verb in WRITING.items():
            home = begin.copied(folder / "trial")
            (home.folder / "copy.json").unlink(missing_ok=name == "backup")
            if name == "restore":
                (home.folder / "copy.json").write_bytes((begin.folder / "copy.json").read_bytes())
                (home.folder / "copy.json").chmod(0o600)
            status = home.forked(verb, lambda mask=mask: os.umask(mask))
            yield f"{name}, umask {mask:03o}", f"it ended with {status}" if status else _open_to_others(home)


def _open_to_others(home: Home) -> str:
    for place, folders, files in os.walk(home.folder):
        for name in folders:
            if (
                place != str(home.folder)
                and stat.S_IMODE(os.stat(os.path.join(place, name)).st_mode) != 0o700
            ):
                return f"the folder {name} is open to others"
        for name in files:
            mode = stat.S_IMODE(os.stat(os.path.join(place, name)).st_mode)
            if name != "people.csv" and mode != 0o600:
                return f"{name} is {mode:04o}"
    return ""


def planted(home: Home) -> list[str]:
    """Every path beside the data file that netx may write, whose name can be known before."""
    own = StorePaths(home.data).own
    beside = [f"{path}{ending}" for path in own for ending in (".new", ".torn", ".torn.new")]
    return [*own, *beside, StorePaths(home.data).backups, f"{home.folder}/copy.json"]


def links(folder: Path) -> Iterator[tuple[str, str]]:
    """Each verb with a link at each of these paths, and what became of the link's target."""
    begin = prepared(folder / "begin")
    for name, verb in WRITING.items():
        for path in planted(begin):
            for kind in ("file", "folder", "nothing"):
                home = begin.copied(folder / "trial")
                target = folder / "target"
                _make(target, kind)
                there = Path(path.replace(str(begin.folder), str(home.folder)))
                with open(f"{home.data}.journal", "ab") as journal:
                    journal.write(b'{"torn')  # or else nothing would be set aside
                _remove(there)
                there.symlink_to(target)
                status = home.forked(verb)
                wrong = _followed(target, kind)
                if status in (70, 99) or status < 0:
                    wrong = wrong or f"it ended with {status}"
                yield f"{name}, a link to a {kind} at {there.name}", wrong
                _remove(target)


def _make(path: Path, kind: str) -> None:
    _remove(path)
    if kind == "file":
        path.write_text("untouched")
        path.chmod(0o644)
    elif kind == "folder":
        path.mkdir(mode=0o755)


def _followed(path: Path, kind: str) -> str:
    if kind == "nothing":
        return "something was created through the link" if path.exists() else ""
    if kind == "file":
        same = path.read_text() == "untouched" and stat.S_IMODE(path.stat().st_mode) == 0o644
        return "" if same else "the link was followed"
    same = not any(path.iterdir()) and stat.S_IMODE(path.stat().st_mode) == 0o755
    return "" if same else "something was put into the folder behind the link"


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        for entry in path.iterdir():
            _remove(entry)
        path.rmdir()


def main() -> int:
    """Try all, and say what happened."""
    options = script_options(__doc__, trials=0)
    private = Promise("files are 0600 and folders 0700 whatever the umask")
    unfollowed = Promise("no planted link in the data folder is followed")
    with work_folder(options.folder) as folder:
        for place, wrong in modes(folder / "modes"):
            private.take(place, wrong)
        for place, wrong in links(folder / "links"):
            unfollowed.take(place, wrong)
    return said(private, unfollowed)


if __name__ == "__main__":
    sys.exit(main())
