"""The tour of the demo: two minutes through the five jobs, told above the footer while everything works."""

from __future__ import annotations

from typing import NamedTuple

from netx_tui.i18n import N_


class Stop(NamedTuple):
    """One stop: the mode of its screen, what it tells, and the keys that are named in it.

    ``keys`` are the name of a place in the text, the id of a binding, and its usual key.
    """

    mode: str
    text: str
    keys: tuple[tuple[str, str, str], ...] = ()


STOPS = (
    Stop(
        "today",
        N_("This is Today: the one thing to do next on top, then the rest. {enter} does it, all filled in."),
        (("enter", "big.open", "enter"),),
    ),
    Stop(
        "people",
        N_(
            "Choose: all the people known, the best first, and why. A is worth an invitation; {s} puts "
            "somebody on the shortlist, {enter} shows all about them."
        ),
        (("s", "person.shortlist", "s"), ("enter", "list.open", "enter")),
    ),
    Stop(
        "talks",
        N_(
            "Plan: {enter} opens the agenda of a talk: what to know afterwards, research, the questions that "
            "matter first. {mail} writes the mail before it, {live} is the screen during it."
        ),
        (("enter", "list.open", "enter"), ("mail", "talk.write", "m"), ("live", "talk.live", "l")),
    ),
    Stop(
        "board",
        N_(
            "Use it: what was learned becomes a card with a next step. {space} takes a card up, the arrows "
            "carry it, so does the mouse; {undo} takes any move back."
        ),
        (("space", "board.carry", "space"), ("undo", "undo", "u")),
    ),
    Stop(
        "touch",
        N_("Stay in touch: who is due, and why; never too often. {mail} has the letter ready to be sent."),
        (("mail", "touch.write", "m"),),
    ),
    Stop(
        "review",
        N_("Once a week, ten minutes: six steps. {numbers} shows what the talks were good for."),
        (("numbers", "review.numbers", "p"),),
    ),
    Stop(
        "today",
        N_(
            "That was all. {help} shows the keys of each screen, {palette} finds every verb by its name. "
            "Bring in your own people with `netx import FILE`."
        ),
        (("help", "help", "?"), ("palette", "palette", ":")),
    ),
)
"""In the order of the five jobs, from Today back to Today."""


class Tour:
    """Where somebody is in the tour."""

    def __init__(self) -> None:
        self.at = 0
        self.goes_on = True

    @property
    def stop(self) -> Stop:
        """The stop that is told now."""
        return STOPS[self.at]

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after this stop."""
        return self.at == len(STOPS) - 1

    def go_on(self) -> bool:
        """Go to the next stop; false when there is none, and the tour has ended."""
        if self.is_last:
            self.goes_on = False
        else:
            self.at += 1
        return self.goes_on

    def begin_again(self) -> None:
        """Go back to the first stop."""
        self.at, self.goes_on = 0, True
