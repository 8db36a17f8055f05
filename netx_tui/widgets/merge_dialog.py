"""Asks, field by field, whose text holds where the user and somebody else changed the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from netx_tui.i18n import N_, _, ngettext
from netx_tui.widgets.dialogs import Dialog, button
from netx_tui.widgets.forms import Fields


@dataclass(frozen=True)
class Clash:
    """One field that both changed: its name, its label, and both texts as one line each."""

    name: str
    label: str
    mine: str
    theirs: str


class MineOrTheirs(Widget, can_focus=True):
    """Both texts of one field below its label; left and right choose."""

    DEFAULT_CSS = "MineOrTheirs { height: 3; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,right,space",
            "turn",
            N_("other text"),
            tooltip=N_("Choose the other text."),
            id="merge.turn",
        ),
        Binding(
            "enter",
            "app.focus_next",
            N_("go on"),
            tooltip=N_("Go on to the next field or button."),
            id="merge.done",
        ),
    ]

    mine: reactive[bool] = reactive(True)

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self.clash = clash

    def render(self) -> Content:
        """The label, then each text behind a sign that tells whether it is the chosen one."""
        words = (_("yours"), _("theirs"))
        width = max(map(len, words))
        lines = [Content(self.clash.label)]
        for word, text, chosen in zip(
            words, (self.clash.mine, self.clash.theirs), (self.mine, not self.mine), strict=True
        ):
            line = Content(f"  {'●' if chosen else '○'} {word:{width}}  {text}")
            lines.append(line if chosen else line.stylize("dim"))
        room = max(self.size.width, 1)
        return Content("\n").join(line.truncate(room, ellipsis=True) for line in lines)

    def action_turn(self) -> None:
        """Choose the other text."""
        self.mine = not self.mine

    def on_click(self, event: events.Click) -> None:
        """A click on a text chooses it."""
        if event.y in (1, 2):
            self.mine = event.y == 1


class MergeDialog(Dialog[Mapping[str, bool] | None]):
    """Returns for each field by name whether one's own text holds; ``None`` for back to the form."""

    AUTO_FOCUS = "MineOrTheirs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), tooltip=N_("Save the chosen texts."), id="merge.save"),
    ]

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__()
        self._clashes = tuple(clashes)

    def compose(self) -> ComposeResult:
        """What happened, the fields, two buttons."""
        count = len(self._clashes)
        sentence = ngettext(
            "Somebody else has changed this field too. Whose text holds?",
            "Somebody else has changed these {count} fields too. Whose text holds?",
            count,
        )
        with Vertical(classes="dialog--box"):
            yield Static(_("Changed by two"), markup=False, classes="dialog--title")
            yield Static(sentence.format(count=count), markup=False, classes="dialog--sentence")
            with Fields(classes="merge--fields", can_focus=False):
                for clash in self._clashes:
                    yield MineOrTheirs(clash)
            with Horizontal(classes="dialog--buttons"):
                yield button(_("Save"), "save")
                yield button(_("Back to the form"), "back")

    def on_resize(self) -> None:
        """Keep the buttons on the screen; the fields scroll."""
        self.query_one(".merge--fields").styles.max_height = max(self.size.height - 9, 3)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Return what was chosen."""
        self.dismiss({field.clash.name: field.mine for field in self.query(MineOrTheirs)})
