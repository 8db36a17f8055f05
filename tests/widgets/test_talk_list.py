"""The list of talks: its columns line up, also where a talk stands on another clock."""

from __future__ import annotations

from netx_tui.domain.talk_rows import TalkRow
from netx_tui.widgets.talk_list import TalkList


def row(name: str, when: str, status: str = "scheduled") -> TalkRow:
    return TalkRow("m1", "c1", name, "Nordlicht", "", when, 20, status, status, 3, "send the brief", 2)


class Plain(TalkList):
    """A list without a style sheet."""

    def style_of(self, name: str, *, cursor: bool = False) -> None:  # type: ignore[override]
        return None


def drawn(rows: list[TalkRow], width: int) -> list[str]:
    shown = Plain(rows)
    return ["".join(part.text for part in shown.segments(0, one, width, cursor=False)) for one in rows]


def test_columns_line_up_where_one_talk_stands_on_another_clock() -> None:
    here, there = drawn(
        [row("Ayla Brandt", "Wed 25 Nov 16:00"), row("Emil Sato", "Thu 26 Nov 09:00 Asia/Tokyo")], 78
    )
    assert here.index("Ayla") == there.index("Emil")
    assert here.index("send the brief") == there.index("send the brief")
    assert "Asia/Tokyo" in there


def test_the_company_goes_before_what_is_to_be_done_gets_short() -> None:
    (narrow,), (wide,) = (drawn([row("Ayla Brandt", "Wed 25 Nov 16:00")], width) for width in (72, 110))
    assert "Nordlicht" not in narrow
    assert "Nordlicht" in wide
    assert "send the brief" in narrow


def test_only_before_a_talk_its_readiness_is_told() -> None:
    before, after = drawn([row("Ayla Brandt", "today"), row("Mira Okafor", "today", "held")], 78)
    assert "●●●○○" in before
    assert "○" not in after
