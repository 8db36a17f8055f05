"""Which type of action an insight asks for, guessed from its words; unsure is better than wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from netx_tui.domain.text import clean_line, search_key

LONGEST_TITLE = 120
BY_KIND: Mapping[str, str] = {
    "book": "book",
    "course": "course",
    "certificate": "certificate",
    "article": "article",
    "skill": "skill",
    "person": "person",
    "company": "company",
    "event": "event",
    "opening": "opening_watch",
}
"""Kinds of insights that say the type themselves."""
_CERTIFICATES = ("certificate", "certification", "exam", "zertifikat", "zertifizierung", "prufung")
_COURSES = (
    *("course", "mooc", "bootcamp", "workshop", "webinar", "tutorial", "training"),
    *("kurs", "lehrgang", "schulung", "seminar", "fortbildung"),
)
_ARTICLES = ("article", "artikel", "blog", "blogpost", "newsletter", "podcast", "aufsatz", "post")
CALLED: Mapping[str, frozenset[str]] = {
    "certificate": frozenset(_CERTIFICATES),
    "course": frozenset(_COURSES),
    "article": frozenset(_ARTICLES),
}
"""What things to learn from are called, as the search folds it; most telling first."""
_VAGUE = frozenset(("prufung", "training", "post"))
"""Those of them that mean something else as often, where nobody said that a title is meant."""


def _called(type_name: str) -> str:
    return rf"\b(?:{'|'.join(sorted(CALLED[type_name] - _VAGUE))})s?\b"


_IDIOMS = re.compile(
    r"\b(?:of course|course of action|on course|(?:auf|vom|zum|der aktuelle) kurs|"
    r"(?:ssl|tls|birth|gift) certificate|thank (?:god|goodness|you)(?! (?:note|letter|mail|card))|"
    r"by the book|dank (?:der|des|dem|guter|ihrer|seiner))\b"
)
"""Phrases whose words mean something else."""
_QUESTION = re.compile(
    r"(?:what|which|how|why|when|where|who|whom|whose|does|do|did|is|are|was|were|can|could|should|would|"
    r"was|welche[mnrs]?|wie|wieso|warum|wann|wo|wer|wem|wen|gibt|ist|sind|kann|hat|haben|soll)\b.*\?"
)
# In the order in which they are tried; words as the search folds them.
_SIGNS = (
    (
        "thank_you",
        r"^(?:please )?thank \w|\b(?:say (?:thanks|thank you)|(?:to|must|should) thank|"
        r"thank[ -]you (?:note|letter|mail|card)|bedanken|danke sagen)\b|^dank an \w|\bdanken[.!]?$",
    ),
    (
        "opening_watch",
        r"\b(?:job (?:posting|ad|opening)s?|vacanc(?:y|ies)|an opening (?:for|at|in)|new opening|"
        r"(?:role|position|post) (?:opens|will open|comes up|is advertised)|"
        r"(?:will be|are|start|starts) hiring (?:again|in|from)|"
        r"stellen(?:ausschreibung|anzeige)|stelle\b.*\bausgeschrieben|schreiben .*stelle aus|freie stelle|"
        r"stelle wird frei)\b",
    ),
    (
        "promise",
        r"\bi (?:have |had )?promised\b|^promised\b|^send (?:her|him|them) (?!away|back|home|out)|"
        r"\b(?:i must|i should|i will|i'll|remember to|have to) send (?:her|him|them) |"
        r"\bich (?:habe|hatte)\b.*\b(?:versprochen|zugesagt)\b|^(?:versprochen|zugesagt)\b|"
        r"^(?:ihr|ihm|ihnen) .*\b(?:schicken|senden|weiterleiten|versprochen|zugesagt)\b",
    ),
    (
        "certificate",
        _called("certificate") + r"|\bcertified (?:as|in|\w+ (?:practitioner|engineer|architect|developer|"
        r"associate|professional|administrator|master|owner))\b|\b(?:get|be|become) (?:\w+[ -])?certified\b|"
        r"\bprufung(?! (?:der|des|von|durch)\b)|\bschein machen\b",
    ),
    (
        "course",
        _called("course") + r"|\b(?:online|sprach|abend|grund|aufbau|fern)kurs\b|"
        r"\b(?:take|do|book|attend|join) (?:\w+ ){1,3}training\b|\btraining (?:besuchen|buchen|machen)\b",
    ),
    (
        "event",
        r"\b(?:meet-?up|barcamp|hackathon|stammtisch|konferenz|user ?group|tagung|"
        r"conference(?! (?:room|call|table))|(?:trade|job|career|book) fair|"
        r"(?:fach|job|karriere|buch)messe|(?:zur|auf die|auf der|besuche die) (?:\w+ )?messe|messe besuchen|"
        r"(?:join|visit|go to) (?:\w+ ){1,3}community|community (?:day|meeting|evening)|"
        r"community (?:beitreten|besuchen))\b",
    ),
    (
        "article",
        r"https?://|" + _called("article") + r"|\b(?:post|paper|beitrag) (?:on|about|by|uber|von)\b|"
        r"\b(?:read|lies) (?:\w+ ){1,3}(?:post|paper)\b|\bbeitrag lesen\b",
    ),
    (
        "book",
        r"\b(?:the|a|his|her|their|this|that|good|audio) (?:\w+ )?book\b"
        r"(?! (?:keeper|keeping|value|club|fair))|"
        r"\b(?:fach|hor|hand|sach|lehr)?buch\b|\b(?:read|lies) [\"'“„«‘]|^(?:book|buch): |"
        r"[\"'”“«»’] lesen\b|\bbuy and read\b|"
        r"\bkaufen und lesen\b|\b(?:chapter|kapitel) \d|\bisbn\b",
    ),
    (
        "company",
        r"\b(?:look at|check out|look into) (?:the |their |that )?(?:company|startup|start-up|firm)\b|"
        r"\b(?:look at|check out|look into) .*\b(?:gmbh|ag|inc|ltd|se)\b|"
        r"\bcompan(?:y|ies) (?:worth|to look)|^(?:eine|die) (?:\w+ )?firma\b.*[:,]|"
        r"\b(?:firma|unternehmen|gmbh|ag)\b.*\b(?:ansehen|anschauen|prufen)\b",
    ),
    (
        "skill",
        r"^(?:practi[cs]e|prototype|build (?:a|an|my|your|something)|learn (?:how )?to|"
        r"try (?:out|building|writing|using))\b|\b(?:should|must|to|i will) practi[cs]e\b|"
        r"\bside project\b|\bubungsprojekt\b|\b(?:eine?n? (?:klein|eigen)\w+|selbst)\b.*\bbauen[.!]?$|"
        r"(?<!kritik )(?<!druck )\buben[.!]?$|\bausprobieren[.!]?$",
    ),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _SIGNS)

# What only capitals tell.
_EXAM = re.compile(
    r"\b(?:(?:AZ|DP|AI|SC|MS|PL|MB|MD|GH)-\d{3}|(?:CLF|SAA|SAP|DVA|SOA|MLS|SCS|DEA)-C\d\d|"
    r"PMP|CAPM|CKA|CKAD|CKS|CISSP|CISM|CISA|CCNA|CCNP|ISTQB|IELTS|TOEFL|CFA|PSM I{1,3})\b"
)
_METHOD = re.compile(r"\b(?:ITIL|PRINCE2|TOGAF|IREB|CPRE|SAFe|AWS)\b")
_TO_PASS = re.compile(r"\b(?:take|get|pass|certified|machen|ablegen|bestehen|zertifizier\w*)\b")
_NAME = r"[A-ZÄÖÜ][\w'’-]*[a-zäöüß]"
_NO_NAME = "Andere|Neue|Mehr|Viele|Alle|Gute|Nette|Die|Das|Den|Der|Ein|Eine|Erst|Bitte|To|With|The|People"
_WHOLE = rf"(?!(?:{_NO_NAME})\b){_NAME} {_NAME}"
_TITLED = rf"(?:Frau|Herrn?|Dr\.|Ms\.?|Mrs?\.?) (?:Dr\. )?{_NAME}(?: {_NAME})?"
_MEET = re.compile(
    rf"\b(?:[Tt]alk|[Ss]peak|[Cc]hat|[Mm]eet|[Cc]all|[Ww]rite|[Cc]ontact|[Aa]sk|[Rr]each out|"
    rf"[Ii]ntroduce (?:your|my)self|[Hh]ave (?:a )?(?:coffee|lunch|chat)|[Ss]prich|[Rr]ede|[Kk]ontakt)"
    rf"(?: to| with| up with| mit| zu)? (?:{_TITLED}|{_WHOLE})"
    rf"|\b[Mm]it (?:{_TITLED}|{_WHOLE})\b.*\b(?:sprechen|reden|treffen|telefonieren)\b"
    rf"|(?:{_TITLED}|{_WHOLE}) (?:kennenlernen|anschreiben|ansprechen|anrufen|treffen|fragen)\b"
)
_BOOK = re.compile(r"[\"'”’»“«] (?:by|von) (?!Mon|Tue|Wed|Thu|Fri)[A-Z]")
_DOING = re.compile(
    r"\b(?:talk|speak|ask|meet|call|write|contact|sprechen|reden|fragen|treffen|anrufen|anschreiben)\b"
)

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_]|[\"'“„«(])")
_GOES_ON = re.compile(
    r"(?:^|\s|\()(?:\w|\d+|dr|mr|mrs|ms|prof|st|nr|no|vs|bzw|ca|vgl|inkl|usw|etc|z\.\s?b|d\.\s?h|e\.g|i\.e)"
    r"\.$",
    re.IGNORECASE,
)
"""Full stops that end an abbreviation or a number, not a sentence."""


def guess_type(text: str, kind: str = "", people: Iterable[str] = ()) -> str:
    """The type of action that ``text`` asks for, or nothing where it says too little.

    ``kind`` is that of the insight, ``people`` are names that are known.
    """
    if kind in BY_KIND:
        return BY_KIND[kind]
    words = clean_line(text)
    folded = search_key(words)
    if _QUESTION.fullmatch(folded):
        return "question"
    plain = _IDIOMS.sub(" ", folded).strip()
    if _EXAM.search(words) or (_METHOD.search(words) and _TO_PASS.search(plain)):
        return "certificate"
    said = next((name for name, pattern in _COMPILED if pattern.search(plain)), "")
    if said or _BOOK.search(words):
        return said or "book"
    if _MEET.search(words) or _names(folded, people):
        return "person"
    return "question" if words.endswith("?") else ""


def title_from(text: str) -> str:
    """A card's title out of an insight: its first sentence, cut between two words where it is long."""
    words = _first_sentence(clean_line(text))
    words = words.rstrip(" .") or words
    if len(words) <= LONGEST_TITLE:
        return words
    room = words[: LONGEST_TITLE - 1]
    whole = room if words[LONGEST_TITLE - 1] == " " else room.rpartition(" ")[0] or room
    return whole.rstrip(" ,;:–-") + "…"


def _first_sentence(line: str) -> str:
    for end in _SENTENCE.finditer(line):
        before = line[: end.start()]
        if not _GOES_ON.search(before):
            return before
    return line


def _names(folded: str, people: Iterable[str]) -> bool:
    """Whether a known person is named in full, and something is to be done about it."""
    if not _DOING.search(folded):
        return False
    keys = (search_key(name) for name in people if " " in name)
    return any(key in folded and re.search(rf"\b{re.escape(key)}\b", folded) for key in keys)
