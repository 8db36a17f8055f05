"""``netx review``: the numbers, each ``k of n``, the talks beside each other, how far people came."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json
from netx_tui.cli.output import BOLD, DIM, dump, say, table
from netx_tui.domain.errors import Exit, UsageError
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.domain.numbers.metric import Metric, Part
    from netx_tui.domain.numbers.plots import PlotData
    from netx_tui.domain.numbers.talks import TalkNumbers
    from netx_tui.widgets.signs import Signs

_PERIOD = re.compile(r"(\d{1,5})\s*([dwmyjt]?)")
_DAYS = {"": 1, "d": 1, "t": 1, "w": 7, "m": 30, "y": 365, "j": 365}
_BAR = 24


def _arguments(parser: Parser) -> None:
    parser.add_argument("--period", default="28d", metavar="P", help=_("how far back: 28d (usual), 12w, 1y"))
    add_json(
        parser,
        _(
            "--json keys: period_days; summary: talks insights actions_done referrals openings; metrics: id "
            "label k n percent value unit text counted note rate parts[group label k n percent]; talks: "
            "meeting contact name day insights musts musts_answered actions actions_done referrals openings "
            "thanked (hours); plots: key title kind labels values texts counts enough n few full. percent is "
            "null for n < 5 and for a rate, of which k is no part of n"
        ),
    )


def _run(session: Session, options: Namespace) -> int:
    days = _days(options.period)
    # What is wrong with settings and rules is told before the data are touched.
    _told = session.settings, session.rules, session.clock, session.holidays
    with session.workspace(read_only=True) as workspace:
        numbers = session.numbers_on(workspace)
        metrics, talks, plots = numbers.metrics(days), numbers.talks(days), numbers.plots(days)
        summary = numbers.summary(days)
    if options.json:
        dump(
            {
                "period_days": days,
                "summary": summary._asdict(),
                "metrics": [_metric(metric) for metric in metrics],
                "talks": [talk._asdict() for talk in talks],
                "plots": [plot._asdict() for plot in plots],
            }
        )
        return Exit.DONE
    signs = _signs(session)
    _heading(session, ngettext("The last day", "The last {days} days", days).format(days=days))
    say(summary.text)
    say()
    table(_cells(metrics), session.paint, lambda column, _cell: DIM if column == 0 else "")
    if talks:
        _heading(session, _("Talks"), apart=True)
        table(_talk_cells(talks, signs), session.paint)
    if plots[0].enough:
        _heading(session, plots[0].title, apart=True)
        table(_bars(plots[0], signs), session.paint)
    return Exit.DONE


def _days(text: str) -> int:
    from netx_tui.domain.numbers.past import MOST_DAYS

    found = _PERIOD.fullmatch(text.strip().casefold())
    days = int(found[1]) * _DAYS[found[2]] if found else 0
    if not 0 < days <= MOST_DAYS:
        raise UsageError(_("'{text}' is no period; write it like 28d, 12w or 1y.").format(text=text))
    return days


def _heading(session: Session, text: str, *, apart: bool = False) -> None:
    if apart:
        say()
    print(session.paint(text, BOLD))


def _metric(metric: Metric) -> dict[str, object]:
    return {**metric._asdict(), "percent": metric.percent, "parts": list(map(_part, metric.parts))}


def _part(part: Part) -> dict[str, object]:
    return {**part._asdict(), "percent": part.percent}


def _cells(metrics: Sequence[Metric]) -> Iterator[tuple[str, ...]]:
    for metric in metrics:
        parts = "" if metric.parts else metric.note
        yield metric.id, metric.label, metric.counted, _percent(metric.percent), parts
        for part in metric.parts:
            yield "", f"  {part.label}", part.counted, _percent(part.percent), ""


def _percent(percent: int | None) -> str:
    return "" if percent is None else _("{percent} %").format(percent=f"{percent:>3}")


def _talk_cells(talks: Sequence[TalkNumbers], signs: Signs) -> Iterator[tuple[str, ...]]:
    yield (
        _("day"),
        _("person"),
        _("insights"),
        _("musts"),
        _("done"),
        _("named"),
        _("openings"),
        _("thanked"),
    )
    for talk in talks:
        hours = signs.none if talk.thanked is None else _("{hours} h").format(hours=f"{talk.thanked:.0f}")
        yield (
            talk.day,
            talk.name,
            str(talk.insights),
            _("{k} of {n}").format(k=talk.musts_answered, n=talk.musts),
            _("{k} of {n}").format(k=talk.actions_done, n=talk.actions),
            str(talk.referrals),
            str(talk.openings),
            hours,
        )


def _bars(plot: PlotData, signs: Signs) -> Iterator[tuple[str, str, str]]:
    """The drawing as lines."""
    from netx_tui.widgets.signs import bar

    most = max(plot.values)
    for label, value, text in zip(plot.labels, plot.values, plot.texts, strict=True):
        drawn = bar(round(value), round(most), _BAR, signs) if value else ""
        yield label, f"{drawn:<{_BAR}}", text


def _signs(session: Session) -> Signs:
    """What the lines are drawn with; ASCII where nothing else can be written."""
    from netx_tui.widgets.signs import ASCII, chosen

    writes_all = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return chosen(session.environ) if writes_all else ASCII


COMMANDS: Mapping[str, Command] = {
    "review": Command(N_("the numbers: what the talks were good for"), _arguments, _run),
}
"""The verb of the numbers."""
