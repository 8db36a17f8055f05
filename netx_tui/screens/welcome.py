"""The first start: the ways to bring people in, and three questions for who wants to be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from netx_tui.domain.contacts import DEPARTMENTS
from netx_tui.domain.errors import NetxError
from netx_tui.domain.labels import department_label
from netx_tui.domain.text import clean_line, visible
from netx_tui.i18n import N_, _
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.filling import KEEP_SECONDS
from netx_tui.screens.linkedin_steps import linkedin_steps
from netx_tui.screens.offering import WELCOME
from netx_tui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.shortlists import Shortlists

DREAM = "5"
"""The wish of a company named at the first start."""
_BEGIN = -1
"""Before the first question."""


@dataclass(frozen=True)
class Question:
    """One question: what it asks, what helps to answer it, and who takes the answer."""

    text: str
    hint: str
    take: Callable[[str], None]


def _key(key: str, action: str, label: str, tooltip: str, name: str) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"welcome.{name}", show=True)


class WelcomeScreen(NetxScreen[str | None]):
    """Asks and saves; returns ``import``, ``demo`` or ``new``, or ``None`` for the empty list.

    ``save_profile`` takes typed values by field name and raises ``NetxError`` for one that does not fit.
    """

    HEADING = N_("Welcome")
    AUTO_FOCUS = ""
    CSS = """
    WelcomeScreen {
        #page { padding: 1 3; max-width: 84; }
        #question { text-style: bold; margin-bottom: 1; }
        #hint { color: $dim; margin-top: 1; }
        #error { color: $error; }
        Input { border: none; padding: 0 1; height: 1; }
        #page, #begin, #ways { display: none; }
        &.-begin #begin, &.-asking #page, &.-ways #ways { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key(
            "enter",
            "ask",
            N_("questions"),
            N_("Three questions about what you look for; each may be skipped."),
            "ask",
        ),
        _key("enter", "way('')", N_("start"), N_("Go to the empty list."), "start"),
        _key("i", "way('import')", N_("import"), N_("Bring people in from a file."), "import"),
        _key("d", "way('demo')", N_("demo"), N_("Look around with invented people."), "demo"),
        _key("n", "way('new')", N_("new"), N_("Add the first person."), "new"),
    ]

    question = getters.query_one("#question", Static)
    hint = getters.query_one("#hint", Static)
    error = getters.query_one("#error", Static)
    answer = getters.query_one(Input)

    def __init__(
        self,
        shortlists: Shortlists,
        save_profile: Callable[[Mapping[str, str]], None],
        *,
        has_demo: bool = True,
        draft: Draft | None = None,
    ) -> None:
        """``draft`` is an answer that was taken up already."""
        super().__init__()
        self._draft = draft
        self._line: Input | None = None
        self._shortlists = shortlists
        self._save_profile = save_profile
        self._has_demo = has_demo
        self._at = _BEGIN
        self._questions = (
            Question(
                _("1 of 3: Which departments or fields do you want to learn about?"),
                _(
                    "Separate several with ;  for example {words}. "
                    "Enter goes on, empty skips, {key} skips all."
                ).format(
                    key="{back=escape}", words="; ".join(department_label(word) for word in DEPARTMENTS[:6])
                ),
                self._take_departments,
            ),
            Question(
                _("2 of 3: Which companies would you love to work for?"),
                _(
                    "Separate several with ;  They count as 5 of 5; "
                    "{person.want=m} and a digit change that later."
                ),
                self._take_companies,
            ),
            Question(
                _("3 of 3: Who are you, in one line?"),
                _('For your letters: "a statistics teacher moving into data platforms".'),
                lambda text: save_profile({"sender_line": text}),
            ),
        )

    def compose_body(self) -> ComposeResult:
        """The ways in, one question at a time, and the ways again."""
        yield EmptyState(
            _("netx helps you choose whom to talk to, and makes something of the talk."),
            [
                (self.key_of("welcome.ask", "enter"), _("say what you look for: three questions")),
                *self._ways(),
            ],
            more=self._steps(),
            id="begin",
        )
        with Vertical(id="page"):
            yield Static(markup=False, id="question")
            self._line = Input(compact=True, select_on_focus=False)
            yield self._line
            yield Static(markup=False, id="error")
            yield Static(markup=False, id="hint")
        yield EmptyState(_("Now bring in the people you know."), self._ways(), more=self._steps(), id="ways")

    def _ways(self) -> list[tuple[str, str]]:
        """How people come in, with the keys."""
        demo = (self.key_of("welcome.demo", "d"), _("look around in a demo"))
        return [
            (self.key_of("welcome.import", "i"), _("import from LinkedIn or a CSV file")),
            *([demo] if self._has_demo else []),
            (self.key_of("welcome.new", "n"), _("add the first person")),
        ]

    def _steps(self) -> str:
        return linkedin_steps(self.key_of("welcome.import", "i"))

    def on_mount(self) -> None:
        """Show the ways in."""
        self.answer.cursor_blink = False
        self._show()
        # The house is known when the base class has mounted too.
        self.call_after_refresh(self._keep_answers)

    def on_unmount(self) -> None:
        """Whoever leaves netx finds a half-typed answer again."""
        if self.drafts:
            self.drafts.look()
            self.drafts.close_form(WELCOME)

    def _keep_answers(self) -> None:
        def typed() -> tuple[dict[str, str], dict[str, str]]:
            text = self._line.value.strip() if self._line and self._asking else ""
            return ({str(self._at): text} if text else {}), {}

        if self._draft:
            self.run_worker(self.take_up(self._draft))
        if self.drafts:
            self.drafts.open_form(WELCOME, _(self.HEADING), typed)
            self.set_interval(KEEP_SECONDS, self.keep_typed)

    def takes_up(self, key: str) -> bool:
        """A half-typed answer."""
        return key == WELCOME

    async def take_up(self, draft: Draft) -> None:
        """Go on with the answer."""
        if self.drafts:
            self.drafts.take_up(draft)
        for at, text in draft.values.items():
            self._at = min(int(at), len(self._questions) - 1) if at.isdecimal() else 0
            self._show()
            self.answer.value = text

    @property
    def _asking(self) -> bool:
        return 0 <= self._at < len(self._questions)

    def _show(self) -> None:
        self.error.update("")
        begins = self._at == _BEGIN
        self.set_class(begins, "-begin")
        self.set_class(self._asking, "-asking")
        self.set_class(not begins and not self._asking, "-ways")
        if self._asking:
            question = self._questions[self._at]
            self.question.update(question.text)
            self.hint.update(self.with_keys(question.hint))
            self.answer.value = ""
            self.answer.focus()
        else:
            self.set_focus(None)
        self.refresh_bindings()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        """Save the answer and go on; stay where it does not fit."""
        event.stop()
        text = clean_line(event.value)
        try:
            if text:
                self._questions[self._at].take(text)
        except NetxError as error:
            self.error.update(visible(error.message))
            return
        self._at += 1
        self._show()

    def _take_departments(self, text: str) -> None:
        known = {department_label(word).casefold(): word for word in DEPARTMENTS}
        words = [word.strip().casefold() for word in text.replace(",", ";").split(";")]
        chosen = [known.get(word, word) for word in words if word]
        self._save_profile({"target_departments": "; ".join(chosen)})

    def _take_companies(self, text: str) -> None:
        for name in text.split(";"):
            if name.strip():
                self._shortlists.set_company(name.strip(), {"motivation": DREAM})

    def leave(self) -> bool:
        """Esc skips the questions that are left; from the ways in it goes to the list."""
        if not self._asking:
            return False
        self._at = len(self._questions)
        self._show()
        return True

    def action_ask(self) -> None:
        """Ask the first question."""
        self._at = 0
        self._show()

    def action_way(self, way: str) -> None:
        """Leave by one of the ways."""
        self.dismiss(way or None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The ways are open whenever no question is asked."""
        if action == "ask":
            return self._at == _BEGIN
        if action == "way":
            if parameters == ("",):
                return self._at == len(self._questions)
            return not self._asking and (parameters != ("demo",) or self._has_demo)
        return super().check_action(action, parameters)
