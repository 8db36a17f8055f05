"""Numbers as the user's language writes them."""

from netx_tui.i18n import language

_GERMAN = str.maketrans(",.", ".,")


def figure(text: str) -> str:
    """A number written the English way, such as ``1,234.5``, as the user's language writes it."""
    return text.translate(_GERMAN) if language() == "de" else text
