"""Places in a list that several sessions may reorder: a rank is a text that sorts between its neighbours.

Ranks made of six digits count up; between two of them there is room for letters behind the digits. Equal
ranks order by id, so that two sessions that put something at one place both keep it.
"""

from collections.abc import Mapping, Sequence

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_COUNTED = 6


def between(low: str, high: str) -> str:
    """A rank above ``low`` and below ``high``; an empty ``low`` is the beginning.

    Raises ``ValueError`` where there is no room: ``low`` is not below ``high``, or odd letters stand in one.
    """
    if low >= high:
        raise ValueError("no room between equal ranks")
    base = len(DIGITS)
    made = ""
    place = 0
    while True:
        under = DIGITS.index(low[place]) if place < len(low) else 0
        over = DIGITS.index(high[place]) if place < len(high) and made == high[:place] else base
        middle = (under + over) // 2
        if middle > under:
            if made + DIGITS[middle] > high:  # there is nothing below a rank of zeros only
                raise ValueError("no room")
            return made + DIGITS[middle]
        made += DIGITS[under]
        place += 1
        if place > len(low) + len(high) + 1:
            raise ValueError("no room")


def behind(last: str) -> str:
    """A rank behind ``last``; the first one for an empty text."""
    counted = last[:_COUNTED]
    number = int(counted) if len(counted) == _COUNTED and counted.isdecimal() and counted.isascii() else 0
    return f"{number + 1:0{_COUNTED}d}"


def placed(ranks: Mapping[str, str], order: Sequence[str], item: str, index: int) -> dict[str, str]:
    """The ranks to write so that ``item`` stands at ``index`` of ``order``, the other items in their order.

    ``ranks`` are those of now. Usually that is one rank; where there is no room, everybody gets a new one.
    """
    others = [name for name in order if name != item]
    index = max(0, min(index, len(others)))
    low = ranks.get(others[index - 1], "") if index else ""
    high = ranks.get(others[index], "") if index < len(others) else ""
    try:
        if not high:
            rank = behind(low)
            if rank <= low:
                raise ValueError("no room")
        else:
            rank = between(low, high)
        return {item: rank}
    except ValueError:
        others.insert(index, item)
        return {name: f"{number:0{_COUNTED}d}" for number, name in enumerate(others, 1)}
