"""What forms about staying in touch are about: a note of a contact, a life event, a promise, an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.contacts import CHANNELS, EVENT_KINDS, FULL_TOUCHES, LIGHT_TOUCHES
from netx_tui.domain.errors import FieldError, NetxError
from netx_tui.domain.text import search_key
from netx_tui.domain.timeline_words import channel_label, life_event_label, touch_label
from netx_tui.domain.when import read_when
from netx_tui.i18n import _
from netx_tui.screens.papers import Paper
from netx_tui.widgets.forms import FormDialog, FormField

if TYPE_CHECKING:
    from netx_tui.services.actions import Actions
    from netx_tui.services.articles import Articles
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.touches import Touches

KINDS = ("touch", "event", "promise", "article")
"""The beginnings of the keys that ``touch_paper`` knows."""
NEW = "new"
_YES, _NO = "yes", "no"


class LogPaper(Paper):
    """A note of a contact: one line, the rest as it mostly is. Without ``contact_id`` it asks for whom."""

    def __init__(
        self,
        touches: Touches,
        shortlists: Shortlists,
        clock: Callable[[], datetime],
        contact_id: str = "",
    ) -> None:
        self.key = f"touch:{contact_id or NEW}"
        self._touches, self._shortlists, self._clock = touches, shortlists, clock
        self._id = contact_id

    def form(self) -> FormDialog:
        """The form; raises ``NotFound``."""
        fields = (
            [] if self._id else [FormField("contact", _("With whom"), hint=_("a name, or how it begins"))]
        )
        kinds = (("message", touch_label("message")), ("meeting", _("met")))
        rest = (kind for kind in (*FULL_TOUCHES, *LIGHT_TOUCHES) if kind not in ("message", "meeting"))
        channels = (("", "–"), *((name, channel_label(name)) for name in CHANNELS))
        sides = (("out", _("you turned to them")), ("in", _("they turned to you")))
        fields += [
            FormField("note", _("What it was"), hint=_("one line; it may stay empty")),
            FormField(
                "kind", _("Kind"), "message", "choice", (*kinds, *((one, touch_label(one)) for one in rest))
            ),
            FormField("direction", _("Who"), "out", "choice", sides),
            FormField("channel", _("By"), "", "choice", channels),
            FormField("on", _("Day"), hint=_("empty: today; mon, -2d, 12.11.")),
            FormField("give", _("You gave"), hint=_("an article, a name, a hint; it may stay empty")),
        ]
        title = _("Note a contact")
        if self._id:
            title = _("Note a contact with {name}").format(name=self._shortlists.contact(self._id).name)
        return FormDialog(title, fields, check=self._check, echo=self._echo, must_save=True)

    def now(self) -> Mapping[str, str]:
        """Nothing stands below; the person has to be there."""
        if self._id:
            self._shortlists.contact(self._id)
        return {}

    def save(self, values: dict[str, str]) -> str:
        """Note it."""
        contact = self._id or self._whom(values.get("contact", ""))
        return self._touches.log(
            contact,
            values.get("kind", "") or "message",
            on=read_when(values["on"], self._clock(), field="on", ahead=False).day
            if values.get("on")
            else None,
            channel=values.get("channel", ""),
            incoming=values.get("direction") == "in",
            note=values.get("note", ""),
            give=values.get("give", ""),
        )

    def _whom(self, name: str) -> str:
        try:
            return self._shortlists.find(name)
        except NetxError as error:
            key = search_key(name)
            found = [
                row.id for row in self._shortlists.rows() if key and search_key(row.name).startswith(key)
            ]
            if len(found) == 1:
                return found[0]
            raise FieldError(error.message, field="contact") from None

    def _check(self, name: str, text: str) -> str | None:
        try:
            if name == "contact":
                self._whom(text)
            elif name == "on" and text:
                read_when(text, self._clock(), field="on", ahead=False)
        except FieldError as error:
            return error.message
        return None

    def _echo(self, name: str, text: str) -> str | None:
        return day_echo(text, self._clock(), ahead=False) if name == "on" and text else None


class EventPaper(Paper):
    """A life event of a person."""

    def __init__(
        self, touches: Touches, shortlists: Shortlists, clock: Callable[[], datetime], contact_id: str
    ) -> None:
        self.key = f"event:{contact_id}"
        self._touches, self._shortlists, self._clock = touches, shortlists, clock
        self._id = contact_id

    def form(self) -> FormDialog:
        """The form; raises ``NotFound``."""
        kinds = tuple((kind, life_event_label(kind)) for kind in EVENT_KINDS)
        private = ((_YES, _("only for you")), (_NO, _("anybody may know")))
        fields = [
            FormField("kind", _("Kind"), EVENT_KINDS[0], "choice", kinds),
            FormField("on", _("Day"), hint=_("--12-13 every year without a year, or 12.11., -2d")),
            FormField("text", _("What it is")),
            FormField("source", _("Where from"), hint=_("said in the talk, LinkedIn ...")),
            FormField("private", _("Private"), _YES, "choice", private),
        ]
        title = _("A life event of {name}").format(name=self._shortlists.contact(self._id).name)
        return FormDialog(title, fields, must_save=True)

    def now(self) -> Mapping[str, str]:
        """Nothing stands below; the person has to be there."""
        self._shortlists.contact(self._id)
        return {}

    def save(self, values: dict[str, str]) -> str:
        """Keep it."""
        if not values.get("on"):
            raise FieldError(_("Say the day."), field="on")
        return self._touches.add_event(
            self._id,
            values.get("kind", EVENT_KINDS[0]),
            values["on"],
            text=values.get("text", ""),
            source=values.get("source", ""),
            private=values.get("private", _YES) == _YES,
        )


class PromisePaper(Paper):
    """A word given to a person: an action with a day."""

    def __init__(
        self, actions: Actions, shortlists: Shortlists, clock: Callable[[], datetime], contact_id: str
    ) -> None:
        self.key = f"promise:{contact_id}"
        self._actions, self._shortlists, self._clock = actions, shortlists, clock
        self._id = contact_id

    def form(self) -> FormDialog:
        """The form; raises ``NotFound``."""
        kinds = (("promise", _("I do something for them")), ("opening_watch", _("I ask them again")))
        fields = [
            FormField("title", _("What")),
            FormField("due", _("When"), hint=_("fri, +3d, 1w 2d, 12.12.")),
            FormField("type", _("Kind"), "promise", "choice", kinds),
        ]
        title = _("A word given to {name}").format(name=self._shortlists.contact(self._id).name)
        return FormDialog(title, fields, echo=self._echo, must_save=True)

    def now(self) -> Mapping[str, str]:
        """Nothing stands below; the person has to be there."""
        self._shortlists.contact(self._id)
        return {}

    def save(self, values: dict[str, str]) -> str:
        """Make an action of it."""
        if not values.get("due"):
            raise FieldError(_("Say when."), field="due")
        known = {"type": "promise", "title": "", **values, "contact": self._id}
        return self._actions.added_sentence(self._actions.add(known))

    def _echo(self, name: str, text: str) -> str | None:
        return day_echo(text, self._clock()) if name == "due" and text else None


class ArticlePaper(Paper):
    """An article of the reading inbox, or a new one."""

    def __init__(self, articles: Articles, article_id: str = "") -> None:
        self.key = f"article:{article_id or NEW}"
        self._articles, self._id = articles, article_id
        self.new_id = ""

    def form(self) -> FormDialog:
        """The form; raises ``NotFound``."""
        texts = self.now()
        fields = [
            FormField("url", _("Link"), texts.get("url", ""), hint="https://"),
            FormField("title", _("Title"), texts.get("title", "")),
            FormField(
                "why", _("Why"), texts.get("why", ""), hint=_("why it is worth reading, in one sentence")
            ),
            FormField(
                "fields",
                _("For fields"),
                texts.get("fields", ""),
                hint=_("departments or tags: data, research"),
            ),
            FormField("for", _("For people"), texts.get("for", ""), hint=_("names, separated by commas")),
        ]
        return FormDialog(_("Article"), fields, must_save=not self._id)

    def now(self) -> Mapping[str, str]:
        """What stands in the article now."""
        return self._articles.values(self._id) if self._id else {}

    def save(self, values: dict[str, str]) -> str:
        """Keep it."""
        if self._id:
            return self._articles.change(self._id, values)
        self.new_id = self._articles.add(values)
        return _("Kept.")


def day_echo(text: str, now: datetime, *, ahead: bool = True) -> str:
    """How a day is understood while it is typed, or why it is none."""
    try:
        return read_when(text, now, ahead=ahead).echo
    except FieldError as error:
        return error.message
