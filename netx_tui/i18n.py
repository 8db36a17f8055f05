"""Sentences in the user's language.

The lowest room of the house: it knows the catalogues in ``locales/`` and nothing of netx. English is
the source, so without a catalogue every sentence is returned as it stands and ``gettext`` is never
imported, which saves a command-line verb a few milliseconds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

DOMAIN = "netx"
SOURCE_LANGUAGE = "en"

_catalogue: NullTranslations | None = None
_language = SOURCE_LANGUAGE


def locale_folder() -> str:
    """The folder that holds ``LANG/LC_MESSAGES/netx.mo``."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "locales")


def locale_has_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale of ``environ`` writes UTF-8; where it names no charset, it is taken to."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    charset = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return locale not in ("C", "POSIX") and charset in ("", "utf8")


def use(language: str, folder: str | None = None) -> str:
    """Speak ``language`` (``de``, ``de_AT.UTF-8`` ...) from now on; returns the one really used.

    An unknown language, or one whose catalogue is missing, falls back to English.
    """
    global _catalogue, _language
    _catalogue, _language = None, SOURCE_LANGUAGE
    wanted = language.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0]
    if wanted.split("_")[0] in ("", SOURCE_LANGUAGE, "C", "POSIX"):
        return _language
    import gettext

    try:
        _catalogue = gettext.translation(DOMAIN, folder or locale_folder(), [wanted])
    except OSError:
        return _language
    _language = wanted.split("_")[0]
    return _language


def language() -> str:
    """The language spoken now, as a two-letter code."""
    return _language


def _(message: str) -> str:
    """``message`` in the user's language."""
    # An empty message is gettext's name for the head of the catalogue.
    return _catalogue.gettext(message) if _catalogue and message else message


def ngettext(one: str, many: str, count: int) -> str:
    """``one`` or ``many`` in the user's language, as ``count`` asks for."""
    if _catalogue:
        return _catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, message: str) -> str:
    """``message`` in the user's language, told apart from its namesakes by ``context``."""
    return _catalogue.pgettext(context, message) if _catalogue else message


def N_(message: str) -> str:  # noqa: N802 - the customary name of the gettext marker
    """Mark ``message`` for the catalogue without translating it yet."""
    return message
