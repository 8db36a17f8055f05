"""The first page of the list stands at once; the rest is read when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Thread

import pytest
import yaml

from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import ScoringRules, rules_from
from netx_tui.domain.titles import Guess
from netx_tui.services.first_page import kept, page_of, stamp
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.late import LateWorkspace
from netx_tui.store.workspace import Workspace

PROFILE = Profile(target_departments=("data",))


@pytest.fixture(scope="module")
def rules() -> ScoringRules:
    shipped = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
    return rules_from(yaml.safe_load(shipped.read_text())["scoring"])


@pytest.fixture
def opener(tmp_path: Path, now: datetime) -> Callable[[], Workspace]:
    def open_store() -> Workspace:
        return Workspace.open(tmp_path / "netx.json", who="robin", run="r", clock=lambda: now)

    return open_store


@pytest.fixture
def lists(rules: ScoringRules, now: datetime) -> Callable[..., Shortlists]:
    def build(workspace: object, page: object = None) -> Shortlists:
        return Shortlists(
            workspace,  # type: ignore[arg-type]
            rules,
            PROFILE,
            lambda _title: Guess("", ""),
            lambda: now,
            first_page=page,  # type: ignore[arg-type]
        )

    return build


def fill(shortlists: Shortlists, people: int) -> None:
    for number in range(people):
        shortlists.add({"name": f"Ada {number:03}", "department": "data", "company": f"Firm {number}"})
    assert len(shortlists.rows()) >= people


def test_a_kept_page_shows_the_same_rows_without_opening_the_store(
    opener: Callable[[], Workspace], lists: Callable[..., Shortlists]
) -> None:
    first = lists(opener())
    fill(first, 5)
    late = LateWorkspace(opener)
    second = lists(late, first.next_first_page())
    assert not second.loaded
    assert [second.rows()[place] for place in range(5)] == list(first.rows())
    assert (second.total(), len(second.rows()), second.version, second.poll()) == (5, 5, 0, ())
    assert not late.is_open
    second.load()
    assert second.loaded and late.is_open
    assert list(second.rows()) == list(first.rows())


def test_looking_beyond_the_page_reads_the_store(
    opener: Callable[[], Workspace], lists: Callable[..., Shortlists]
) -> None:
    first = lists(opener())
    fill(first, 3)
    page = {**kept(first.rows()), "total": 3}
    page["rows"] = page["rows"][:1]
    late = LateWorkspace(opener)
    second = lists(late, page)
    assert second.rows()[2].name == "Ada 002"
    assert late.is_open


def test_a_late_store_is_opened_once_however_many_ask(opener: Callable[[], Workspace]) -> None:
    opened = []

    def count() -> Workspace:
        opened.append(1)
        return opener()

    late = LateWorkspace(count)
    threads = [Thread(target=late.opened) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 1
    late.close()


def test_a_store_that_was_never_needed_is_never_opened(opener: Callable[[], Workspace]) -> None:
    late = LateWorkspace(opener)
    late.close()
    assert not late.is_open


def test_the_stamp_changes_with_data_rules_profile_day_and_language(
    opener: Callable[[], Workspace], lists: Callable[..., Shortlists], rules: ScoringRules, tmp_path: Path
) -> None:
    shortlists = lists(opener())
    fill(shortlists, 1)
    data, day = str(tmp_path / "netx.json"), date(2026, 11, 23)
    before = stamp(data, rules, PROFILE, day, "en")
    assert before == stamp(data, rules, PROFILE, day, "en")
    others = [
        stamp(data, rules._replace(min_gain=11), PROFILE, day, "en"),
        stamp(data, rules, PROFILE._replace(purpose="grow"), day, "en"),
        stamp(data, rules, PROFILE, date(2026, 11, 24), "en"),
        stamp(data, rules, PROFILE, day, "de"),
    ]
    fill(shortlists, 1)
    others.append(stamp(data, rules, PROFILE, day, "en"))
    assert before not in others


def test_a_page_that_is_no_page_is_refused() -> None:
    for nonsense in ({}, {"rows": 3}, {"rows": [[1, 2]]}):
        assert page_of(nonsense) is None
