"""``netx review``: the numbers, each ``k of n``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json
from netx_tui.cli.output import BOLD, dump, say
from netx_tui.domain.errors import Exit, UsageError
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.domain.numbers.metric import Metric
    from netx_tui.domain.numbers.plots import PlotData
    from netx_tui.domain.numbers.talks import TalkNumbers

_PERIOD = re.compile(r"(\d{1,4})\s*([dwmy]?)")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}
_BAR = 24


def _arguments(parser: Parser) -> None:
    parser.add_argument("--period", default="28d", metavar="P", help=_("how far back: 28d (usual), 12w, 1y"))
    add_json(
        parser,
        _(
            "--json keys: period_days; metrics: id label k n percent value unit text parts[label k n]; "
            "talks: meeting contact name day insights musts musts_answered actions actions_done referrals "
            "openings thanked; plots: key title labels values texts enough n"
        ),
    )


def _run(session: Session, options: Namespace) -> int:
    days = _days(options.period)
    _told = session.settings, session.rules, session.clock, session.holidays
    with session.workspace(read_only=True) as workspace:
        numbers = session.numbers_on(workspace)
        metrics, talks, plots = numbers.metrics(days), numbers.talks(days), numbers.plots(days)
    if options.json:
        dump(
            {
                "period_days": days,
                "metrics": [_metric(metric) for metric in metrics],
                "talks": [talk._asdict() for talk in talks],
                "plots": [plot._asdict() for plot in plots],
            }
        )
        return Exit.DONE
    say(session.paint(_("The last {days} days").format(days=days), BOLD))
    width = max(len(metric.label) for metric in metrics)
    for metric in metrics:
        print(f"{metric.id:<4} {metric.label:<{width}}  {metric.text}")
    _print_talks(session, talks)
    _print_way(session, plots[0])
    return Exit.DONE


def _days(text: str) -> int:
    found = _PERIOD.fullmatch(text.strip().casefold())
    days = int(found[1]) * _DAYS[found[2]] if found else 0
    if not days:
        raise UsageError(_("'{text}' is no period; write it like 28d, 12w or 1y.").format(text=text))
    return days


def _metric(metric: Metric) -> dict[str, object]:
    return {
        **metric._asdict(),
        "percent": metric.percent,
        "parts": [{"label": part.label, "k": part.k, "n": part.n} for part in metric.parts],
    }


def _print_talks(session: Session, talks: Sequence[TalkNumbers]) -> None:
    if not talks:
        return
    say()
    say(session.paint(_("Talks"), BOLD))
    for talk in talks:
        parts = (
            _("{count} insights").format(count=talk.insights),
            _("musts {k} of {n}").format(k=talk.musts_answered, n=talk.musts),
            _("done {k} of {n}").format(k=talk.actions_done, n=talk.actions),
        )
        print(f"{talk.day}  {talk.name:<24}  {', '.join(parts)}")


def _print_way(session: Session, way: PlotData) -> None:
    if not way.enough:
        return
    say()
    say(session.paint(way.title, BOLD))
    width, most = max(map(len, way.labels)), max(way.values)
    for label, value, text in zip(way.labels, way.values, way.texts, strict=True):
        bar = "#" * round(_BAR * value / most) if most else ""
        print(f"{label:<{width}}  {bar:<{_BAR}}  {text}")


COMMANDS: Mapping[str, Command] = {
    "review": Command(N_("the numbers: what the talks were good for"), _arguments, _run),
}
"""The verb of the numbers."""
