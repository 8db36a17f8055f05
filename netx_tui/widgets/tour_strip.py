"""The lines of the tour above the footer: where one is, what there is to see, the keys that go on."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class TourStrip(Static):
    """Shows ``text`` behind its ``place``; without a text it takes no room."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TourStrip {
        height: auto;
        max-height: 3;
        padding: 0 1;
        background: $surface;
        &.-none { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False, classes="-none")

    def tell(self, place: str, text: str, keys: str) -> None:
        """Tell ``text``; an empty one takes the strip away."""
        self.set_class(not text, "-none")
        # the keys first: where there is little room the end of the text goes
        parts = ((f"{place}  ", "bold $accent"), (f"{keys}  ", "$accent"), text)
        self.update(Content.assemble(*parts) if text else "")
