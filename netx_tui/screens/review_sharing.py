"""Reading a weekly review again, giving it to somebody, and the numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from netx_tui.domain.errors import NetxError
from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.screens.review_deciding import Deciding

if TYPE_CHECKING:
    from netx_tui.services.numbers import Numbers


class Sharing(Deciding):
    """A screen with a review to read, copy or write to a file."""

    numbers: Numbers

    def shown(self) -> str:
        """The id of the review the next verb works on; empty where there is none."""
        raise NotImplementedError

    @work(group="cards")
    async def read(self, review_id: str, title: str) -> None:
        """Show a review."""
        from netx_tui.screens.reading import ReadDialog

        text = self.asked(lambda: self.reviews.markdown(review_id))
        if text:
            await self.app.push_screen_wait(ReadDialog(title, text))

    def action_numbers(self) -> None:
        """Open the numbers page."""
        from netx_tui.screens.numbers import NumbersScreen

        self.app.push_screen(NumbersScreen(self.shortlists, self.numbers, signs=self.signs))

    def action_copy(self) -> None:
        """Copy it as Markdown."""
        text = self.asked(lambda: self.reviews.markdown(self.shown()))
        if text:
            self.app.copy_to_clipboard(text)
            self.notify(_("Copied: {text}").format(text=_("the review")), markup=False)

    @work(group="cards")
    async def action_export(self) -> None:
        """Write it to a file."""
        from netx_tui.services.exchange import write_out
        from netx_tui.widgets.dialogs import TextDialog

        shown = self.shown()
        text = self.asked(lambda: self.reviews.markdown(shown))
        if not text:
            return
        name = _("review") + ".md"
        path = await self.app.push_screen_wait(TextDialog(_("Export"), _("Name of the new file"), value=name))
        if not path:
            return
        try:
            write_out(path, text)
        except NetxError as error:
            self.refuse(error)
        else:
            self.notify(_("Written: {file}").format(file=visible(path)), markup=False)
