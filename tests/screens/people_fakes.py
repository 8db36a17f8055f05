"""A service of invented people in memory: what the screens need of ``Shortlists``, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.errors import FieldError, NetxError, NotFound, RuleRefused
from netx_tui.domain.fields import CONTACT_FIELDS, find, parse
from netx_tui.domain.profile import Profile
from netx_tui.domain.rows import (
    CompanyRow,
    CoverageCell,
    Fact,
    MissingFact,
    NextStep,
    PathStep,
    PersonCard,
    PersonRow,
    ProposalLine,
    ReasonLine,
)
from netx_tui.services.following import Notice

FIRST = ["Ayla", "Mira", "Sina", "Ines", "Theo", "Nadia", "Jonas", "Kofi", "Lena", "Dora", "Emil", "Ruth"]
LAST = [
    *("Brandt", "Okafor", "Vogel", "Marquardt", "Lindqvist", "Bergen"),
    *("Petri", "Hartmann", "Fuchs", "Nyman", "Sato", "Adler"),
]
TITLES = [
    "Head of Data",
    "Senior Data Engineer",
    "Data Lead",
    "Engineering Manager",
    "Head of Legal",
    "Analyst",
]
FIRMS = ["Nordlicht Analytics", "Kranich Werke", "Blaupause Software", "Havelland Versicherung", "Fjordbank"]
DEPARTMENTS = (("data", "data"), ("engineering", "engineering"), ("people", "people"))


def person(number: int) -> Contact:
    """The invented person of that number; the lower the number, the better the score."""
    name = f"{FIRST[number % 12]} {LAST[(number + number // 12) % 12]}"
    name += f" {number}" if number >= 12 else ""
    return Contact(
        id=f"c{number}",
        name=name,
        title=TITLES[number % 6],
        company=FIRMS[number % 5],
        emails=(f"p{number}@example.org",),
    )


def band(score: int) -> str:
    return "A" if score >= 65 else "B" if score >= 45 else "C" if score >= 25 else "D"


@dataclass
class Rows(Sequence[PersonRow]):
    """Rows made when they are looked at."""

    service: FakeShortlists
    ids: list[str]
    people: dict[str, Contact]
    made: int = 0

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, index):
        self.made += 1
        return self.service.row(self.ids[index], self.people)


@dataclass
class FakeShortlists:
    """Remembers in ``calls`` what it was asked to do."""

    people: dict[str, Contact] = field(default_factory=dict)
    wishes: dict[str, int | None] = field(default_factory=dict)
    limit: int = 10
    loaded: bool = True
    profile: Profile = Profile(target_departments=("data",))
    version: int = 1
    read_only: str = ""
    lost: Notice | None = None
    losses: tuple[Notice, ...] = ()
    news: list[str] = field(default_factory=list)
    calls: list[tuple] = field(default_factory=list)
    past: list[tuple[dict[str, Contact], dict[str, int | None]]] = field(default_factory=list)
    future: list[tuple[dict[str, Contact], dict[str, int | None]]] = field(default_factory=list)
    research: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, count: int) -> FakeShortlists:
        return cls({f"c{number}": person(number) for number in range(count)})

    def _keep(self) -> None:
        self.past.append((dict(self.people), dict(self.wishes)))
        self.version += 1

    def score(self, contact_id: str) -> int:
        return max(0, 78 - int(contact_id[1:]) * 7 % 79)

    def row(self, contact_id: str, people: dict[str, Contact] | None = None) -> PersonRow:
        contact = people[contact_id] if people else self.contact(contact_id)
        score = self.score(contact_id)
        listed = contact.stage == "shortlisted"
        return PersonRow(
            id=contact.id,
            band=band(score),
            score=score,
            fit=str(score),
            name=contact.name,
            title=contact.title,
            company=contact.company,
            stage=contact.stage,
            stage_label=contact.stage.replace("_", " "),
            reasons="+20 wanted company, +18 department head, +12 alumni",
            step=NextStep("N10", "invite", "i") if listed else NextStep(),
            shortlisted=listed,
        )

    def rows(self, query: str = "", sort: str = "score") -> Rows:
        if query.endswith(":"):
            raise FieldError("After the colon a value is missing.", field=query)
        words = query.lower().replace('company:"', "").replace('"', "").split()
        ids = [
            c.id
            for c in self.people.values()
            if all(word in f"{c.name} {c.title} {c.company}".lower() for word in words)
        ]
        key = (
            (lambda id: self.people[id].name)
            if sort == "name"
            else lambda id: (-self.score(id), self.people[id].name)
        )
        return Rows(self, sorted(ids, key=key), dict(self.people))

    def total(self) -> int:
        return len(self.people)

    def contact(self, contact_id: str) -> Contact:
        if contact_id not in self.people:
            raise NotFound("That person is no longer there.")
        return self.people[contact_id]

    def card(self, contact_id: str) -> PersonCard:
        row, contact = self.row(contact_id), self.contact(contact_id)
        return PersonCard(
            row=row,
            subtitle=f"{row.title}, {row.company}, 52 months",
            path=(
                PathStep("Choose", "done"),
                PathStep("Plan", "current"),
                *(PathStep(label, "open") for label in ("Goal", "Touch", "Use")),
            ),
            reasons=(
                ReasonLine(20, "wanted company 5/5"),
                ReasonLine(20, "same department: data"),
                ReasonLine(18, "department head"),
                ReasonLine(12, "alumni, 8 mutual connections"),
                ReasonLine(8, "52 months there"),
                ReasonLine(-3, "facts checked 203 days ago"),
            ),
            gates=("company is not a target: at most 64",) if int(contact_id[1:]) % 5 == 3 else (),
            potential="16..66",
            missing=MissingFact("department", "department", 66),
            proposal=ProposalLine(
                "keep_searching",
                "Keep searching in this company.",
                search_words=('"Head of Data"', '"Leitung Daten"', '"Data Lead" Nordlicht'),
            ),
            facts=(
                Fact("department", "data", guessed=True),
                Fact("level", "department head", guessed=True),
                Fact("e-mail", "; ".join(contact.emails)),
            ),
            links=tuple(Fact(name, link) for name, link in contact.links.items()),
            notes=contact.notes,
            research=tuple(text for id, text, _source in self.research if id == contact_id),
            events=(),
        )

    def sorts(self) -> tuple[tuple[str, str], ...]:
        return (("score", "score"), ("name", "name"), ("changed", "recently changed"))

    def _set(self, ids: Sequence[str], **fields: object) -> None:
        self._keep()
        for contact_id in ids:
            self.people[contact_id] = self.people[contact_id]._replace(**fields)

    def add(self, values: Mapping[str, str]) -> str:
        self._keep()
        contact_id = f"c{len(self.people)}"
        fields = {name: parse(find(name, CONTACT_FIELDS), text) for name, text in values.items() if text}
        self.people[contact_id] = Contact(id=contact_id, **fields)
        self.calls.append(("add", dict(values)))
        return contact_id

    def set_fields(self, ids: Sequence[str], values: Mapping[str, str], *, based_on: object = None) -> int:
        self.calls.append(("set_fields", tuple(ids), dict(values)))
        self._set(ids, **{name: parse(find(name, CONTACT_FIELDS), text) for name, text in values.items()})
        return len(ids)

    def set_motivation(self, ids: Sequence[str], motivation: int | None) -> str:
        self.calls.append(("set_motivation", tuple(ids), motivation))
        self._keep()
        return f"Wish set to {motivation}."

    def shortlist(self, contact_id: str, *, drop: str = "", reason: str = "") -> str:
        self.calls.append(("shortlist", contact_id, drop, reason))
        if band(self.score(contact_id)) not in "AB" and not reason:
            raise RuleRefused("Only bands A and B; say why.", rule="band", overridable=True)
        listed = [row.id for row in self.shortlisted() if row.id != drop]
        firm = self.people[contact_id].company
        if sum(self.people[id].company == firm for id in listed) >= 2 and not reason:
            raise RuleRefused("Two of that company already.", rule="company_full", overridable=True)
        if len(listed) >= self.limit:
            raise RuleRefused("Ten are enough.", rule="shortlist_full", overridable=False)
        self._keep()
        if drop:
            self.people[drop] = self.people[drop]._replace(stage="lead")
        self.people[contact_id] = self.people[contact_id]._replace(stage="shortlisted")
        return f"{self.people[contact_id].name} is on the shortlist."

    def unshortlist(self, contact_id: str) -> str:
        self._set([contact_id], stage="lead")
        return f"{self.people[contact_id].name} is off the shortlist."

    def shortlisted(self, company: str = "") -> tuple[PersonRow, ...]:
        return tuple(
            self.row(c.id)
            for c in self.people.values()
            if c.stage == "shortlisted" and company in ("", c.company)
        )

    def stages_from(self, contact_id: str) -> tuple[tuple[str, str], ...]:
        names = {"lead": ("shortlisted", "parked", "archived"), "parked": ("shortlisted", "archived")}
        return tuple((name, name) for name in names.get(self.contact(contact_id).stage, ("parked",)))

    def set_stage(self, ids: Sequence[str], stage: str, reason: str = "") -> str:
        self.calls.append(("set_stage", tuple(ids), stage, reason))
        if stage == "archived" and not reason:
            raise RuleRefused("Say why.", rule="archive", overridable=True)
        self._set(ids, stage=stage)
        return f"Moved to {stage}."

    def add_research(self, ids: Sequence[str], text: str, source: str = "") -> None:
        self._keep()
        self.calls.append(("add_research", tuple(ids)))
        self.research += [(contact_id, text, source) for contact_id in ids]

    def delete(self, ids: Sequence[str]) -> str:
        self._keep()
        for contact_id in ids:
            del self.people[contact_id]
        return f"{len(ids)} deleted."

    def partner_to_practise(self) -> str:
        return ""

    def companies(self) -> tuple[CompanyRow, ...]:
        return tuple(self._company(name) for name in FIRMS + [n for n in self.wishes if n not in FIRMS])

    def _company(self, name: str) -> CompanyRow:
        here = sorted(
            (self.row(c.id) for c in self.people.values() if c.company == name), key=lambda r: -r.score
        )
        cells = []
        for key, _label in DEPARTMENTS:
            fits = (
                [row for row in here if ("Data" in row.title) == (key == "data")] if key != "people" else []
            )
            if fits:
                best = fits[0]
                cells.append(CoverageCell(key, best.id, best.name, best.band, best.fit, len(fits)))
            else:
                cells.append(CoverageCell(key, search_words=(f'"Head of {key}"', f'"Leitung {key}" {name}')))
        return CompanyRow(
            name, name, self.wishes.get(name), None, len(here), here[0].name if here else "", tuple(cells)
        )

    def departments(self) -> tuple[tuple[str, str], ...]:
        return DEPARTMENTS

    def set_company(self, name: str, values: Mapping[str, str]) -> str:
        self.calls.append(("set_company", name, dict(values)))
        self._keep()
        if "motivation" in values:
            self.wishes[name] = int(values["motivation"]) if values["motivation"] else None
        return f"{name} saved."

    def undo(self) -> str:
        if not self.past:
            raise NetxError("Nothing to undo.")
        self.future.append((self.people, self.wishes))
        self.people, self.wishes = self.past.pop()
        self.version += 1
        return "Undone: that."

    def redo(self) -> str:
        if not self.future:
            raise NetxError("Nothing to redo.")
        self.past.append((self.people, self.wishes))
        self.people, self.wishes = self.future.pop()
        self.version += 1
        return "Done again: that."

    def poll(self) -> tuple[Notice, ...]:
        news, self.news = tuple(Notice(sentence) for sentence in self.news), []
        return news

    def settle(self) -> None:
        self.lost = None

    def seen(self, _table: str, _ids: object) -> dict[tuple[str, str], None]:
        return {}

    def company(self, name: str) -> Company | None:
        return Company("k1", name, self.wishes[name]) if name in self.wishes else None
