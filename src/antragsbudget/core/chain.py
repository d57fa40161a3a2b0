"""The canonical form of what a ledger holds, and the hashes that chain it.

Every ledger ever written depends on each character here: nothing is shared with how amounts and
days are shown, and nothing is judged. Any table that a TOML parser can give has a hash.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Context, Decimal, Inexact, InvalidOperation
from hashlib import sha256
from json import JSONEncoder

_CENT = Decimal("0.01")


def canonical(table: Mapping[str, object]) -> str:
    """Return the table as JSON with sorted keys, no white space, and as few escapes as allowed."""
    try:
        return _JSON.encode(table)
    except (RecursionError, ValueError):
        return _JSON.encode(_unrolled(table))


def header_hash(header: Mapping[str, object]) -> str:
    """Return hash(0); *header* is the document, its key ``entry`` does not count."""
    return _digest(canonical(_without("entry", header)))


def entry_hash(previous: str, entry: Mapping[str, object]) -> str:
    """Return the hash of an entry behind the one hashed *previous*; its own does not count."""
    return _digest(f"{previous}\n{canonical(_without('hash', entry))}")


def grouped(fingerprint: str) -> str:
    """Return the first 16 digits in four groups: ``ca31 cdbd c5fb d7d3``."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, 16, 4))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _without(key: str, table: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in table.items() if name != key}


def _as_text(value: object) -> str:
    """Return what TOML knows and JSON does not."""
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime):
        moment = value.isoformat()
        return f"{moment[:-6]}Z" if moment.endswith("+00:00") else moment
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"no TOML value: {value!r}")


def _decimal(value: Decimal) -> str:
    """Return two decimals, or all there are: a fraction of a cent must not go unnoticed."""
    text = str(value)
    if text[-3:-2] == ".":
        return text
    try:
        return str(Context(prec=60, traps=[Inexact, InvalidOperation]).quantize(value, _CENT))
    except (Inexact, InvalidOperation):
        return text


def _unrolled(table: Mapping[str, object]) -> dict[str, object]:
    """Return a flat stand-in for what JSON refuses: tables nested by the thousand, huge integers.

    No valid ledger holds such a thing, but a hostile file may: it is reported, not a crash.
    """
    pieces: list[object] = []
    pending: list[object] = [table]
    while pending:
        value = pending.pop()
        if isinstance(value, Mapping):
            pieces.append({"keys": sorted(value)})
            pending.extend(value[key] for key in sorted(value, reverse=True))
        elif isinstance(value, list):
            pieces.append({"items": len(value)})
            pending.extend(reversed(value))
        else:
            pieces.append(hex(value) if isinstance(value, int) else value)
    return {"": pieces}


_JSON = JSONEncoder(
    ensure_ascii=False,
    check_circular=False,  # a parsed file has no circles
    sort_keys=True,
    separators=(",", ":"),
    default=_as_text,
)
