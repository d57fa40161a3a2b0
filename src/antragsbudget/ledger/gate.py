"""The gate: tables become the budget and its entries, or faults that say file and line.

Kinds, keys, types, sums, numbers and the chain are checked here, for every command. The form of
the values and the rules are not: what stands in an unbroken chain has passed them once, and the
audit passes all of it through them again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace

from antragsbudget.core.budget import DEFAULT_WARN_AT, Allocation, Budget, Condition
from antragsbudget.core.chain import entry_hash, header_hash
from antragsbudget.core.entries import (
    KINDS,
    Entry,
    field_of,
    fields_holding,
    fields_of,
    key_of,
)
from antragsbudget.core.names import nearest_to
from antragsbudget.errors import LedgerError
from antragsbudget.language import messages
from antragsbudget.language.records import Failure
from antragsbudget.ledger.codec import NotAnAmount, TomlDocument, TomlTable
from antragsbudget.values.dates import EARLIEST_YEAR, LATEST_YEAR
from antragsbudget.values.money import LARGEST, ZERO

FORMAT = 1
CURRENCY = "EUR"

# What a value must be, by the key: a type, or a list of texts. A key with `True` is required.
TEXTS = "texts"
Shape = Mapping[str, tuple[object, bool]]
TOP: Shape = {"format": (int, True), "budget": (dict, True), "allocation": (list, True)}
BUDGET: Shape = {
    "title": (str, True),
    "authority": (str, False),
    "committee": (str, False),
    "office": (str, False),
    "chair": (str, False),
    "currency": (str, True),
    "fiscal_year": (int, True),
    "total": (Decimal, True),
    "motion_date": (date, False),
    "meeting_date": (date, False),
    "movers": (TEXTS, False),
    "areas": (TEXTS, False),
    "warn_at": (Decimal, False),
    "four_eyes_from": (Decimal, False),
}
ALLOCATION: Shape = {
    "id": (str, True),
    "code": (str, False),
    "title": (str, False),
    "amount": (Decimal, True),
    "condition": (dict, False),
}
CONDITION: Shape = {"text": (str, True), "parties": (TEXTS, False)}
SLIPS = 20  # of unknown keys in a table, for so many it is said which one may have been meant

Path = tuple[str | int, ...]


class Fault(Struct, frozen=True):
    """What is wrong with the file, and where."""

    path: Path
    failure: Failure

    @property
    def index(self) -> int:
        """Return which entry it is in, counted from 0; -1 for the header."""
        match self.path:
            case ("entry", int(index), *_):
                return index
            case _:
                return -1


class Passed(Struct, frozen=True):
    """What the file holds, as far as it could be read, and every fault found on the way."""

    budget: Budget | None
    entries: tuple[Entry, ...]
    count: int
    hashes: tuple[str, ...]  # hash(0), hash(1) … as stored; empty where there is none
    faults: tuple[Fault, ...]  # in the order of the file

    @property
    def sound(self) -> int:
        """Return how many entries stand before the first fault."""
        return max(0, self.faults[0].index) if self.faults else self.count

    @property
    def fingerprint(self) -> str:
        """Return the last hash of the chain."""
        return self.hashes[-1]


def whole(budget: Budget, entries: Sequence[Entry], opening_hash: str) -> Passed:
    """Return what a file holds that is known to be without a fault."""
    hashes = (opening_hash, *(entry.hash for entry in entries))
    return Passed(budget, tuple(entries), len(entries), hashes, ())


def opened(document: TomlDocument) -> Passed:
    """Return what *document* holds; the first fault stops the program as a LedgerError."""
    result = inspected(document)
    if result.faults:
        raise refused(document, result.faults[0])
    return result


def entry(table: TomlTable, allocations: set[str]) -> Entry | None:
    """Return the entry that a table is among these *allocations*; None if anything is wrong."""
    return None if any(_entry(0, table, allocations)) else _built(table)


def refused(document: TomlDocument, fault: Fault) -> LedgerError:
    """Return the failure that *fault* is to a command that needs a valid ledger."""
    return LedgerError(fault.failure, document.location(*fault.path))


def inspected(document: TomlDocument) -> Passed:
    """Return what *document* holds together with all faults."""
    faults = list(_header(document.header))
    budget = None if faults else _budget(document.header)
    if budget is not None:
        faults += _sums(budget)
    names = {allocation.id for allocation in budget.allocations} if budget else None
    entries: list[Entry] = []
    # What is no header has no hash; where none stands before an entry, its own cannot be judged.
    hashes = ["" if faults else header_hash(document.header)]
    breaks: list[Fault] = []
    expected = 1
    for index, table in enumerate(document.entries):
        found = list(_entry(index, table, names))
        faults += found
        if not found:
            entries.append(_built(table))
        numbered, expected = _numbered(index, table, expected)
        breaks += numbered
        known = hashes[-1] and not found and not numbered
        if known and table["hash"] != entry_hash(hashes[-1], table):
            breaks.append(
                Fault(("entry", index, "hash"), messages.file.ChainBroken(entry=expected - 1))
            )
        if index == 0 and (found or breaks):
            names = None  # perhaps it is the header: what others name that is gone then follows
        stored = table.get("hash")
        hashes.append(stored if isinstance(stored, str) else "")
    faults += _runs(breaks, document.entries)
    faults.sort(key=lambda fault: fault.index)
    return Passed(budget, tuple(entries), len(document.entries), tuple(hashes), tuple(faults))


def _runs(breaks: list[Fault], tables: list[TomlTable]) -> Iterator[Fault]:
    """Yield breaks of the order and of the chain; those of neighbours are one, with its end.

    An entry behind a broken one is judged by a number or a hash that is itself in doubt.
    """
    for _, group in groupby(enumerate(breaks), key=lambda one: one[1].index - one[0]):
        first, *others = (fault for _, fault in group)
        if others:
            until = tables[others[-1].index]["nr"]
            first = replace(first, failure=replace(first.failure, until=until))
        yield first


def _header(header: TomlTable) -> Iterator[Fault]:
    version = header.get("format")
    if type(version) is int and version > FORMAT:
        yield Fault(("format",), messages.file.NewerFormat(format=version, known=FORMAT))
        return
    yield from _shaped(header, TOP, ())
    if type(version) is int and version < FORMAT:
        yield Fault(("format",), messages.file.WrongValue(key="format", expected=(str(FORMAT),)))
    budget = header.get("budget")
    if isinstance(budget, dict):
        yield from _shaped(budget, BUDGET, ("budget",))
        yield from _budget_values(budget)
    allocations = header.get("allocation")
    if isinstance(allocations, list):
        yield from _allocations(allocations)


def _budget_values(budget: TomlTable) -> Iterator[Fault]:
    if isinstance(budget.get("currency"), str) and budget["currency"] != CURRENCY:
        yield Fault(
            ("budget", "currency"),
            messages.file.WrongValue(key="currency", expected=(CURRENCY,)),
        )
    if _is_beyond_years(budget.get("fiscal_year")):
        yield Fault(("budget", "fiscal_year"), messages.file.YearBeyond(key="fiscal_year"))
    share = budget.get("warn_at")
    if (
        isinstance(share, Decimal)
        and not messages.file.ShareBeyond.LEAST <= share <= messages.file.ShareBeyond.MOST
    ):
        yield Fault(("budget", "warn_at"), messages.file.ShareBeyond(key="warn_at"))
    for key in ("total", "four_eyes_from"):
        yield from _bounded(budget, key, ("budget",))


def _is_beyond_years(value: object) -> bool:
    """Say whether a number is none of the years that a ledger can be about."""
    return type(value) is int and not EARLIEST_YEAR <= value <= LATEST_YEAR


def _bounded(table: TomlTable, key: str, path: Path) -> Iterator[Fault]:
    amount = table.get(key)
    if isinstance(amount, Decimal) and (amount.is_signed() or amount > LARGEST):
        yield Fault((*path, key), messages.file.AmountBeyond(key=key))


def _allocations(allocations: list[Any]) -> Iterator[Fault]:
    if not allocations:
        yield Fault(("allocation",), messages.file.MissingKey(key="allocation"))
    seen: dict[str, int] = {}
    for index, allocation in enumerate(allocations):
        path: Path = ("allocation", index)
        if not isinstance(allocation, dict):
            yield Fault(path, messages.file.WrongType(key="allocation", expected="dict"))
            continue
        yield from _shaped(allocation, ALLOCATION, path)
        yield from _bounded(allocation, "amount", path)
        condition = allocation.get("condition")
        if isinstance(condition, dict):
            yield from _shaped(condition, CONDITION, (*path, "condition"))
        for key in ("id", "code"):
            name = allocation.get(key)
            if isinstance(name, str) and seen.setdefault(name.casefold(), index) != index:
                yield Fault((*path, key), messages.file.Twice(key=key, text=name))
            if name == "":
                yield Fault((*path, key), messages.file.Empty(key=key))


def _sums(budget: Budget) -> Iterator[Fault]:
    found = sum((allocation.amount for allocation in budget.allocations), ZERO)
    if found != budget.total:
        yield Fault(("budget", "total"), messages.file.SumDiffers(total=budget.total, sum=found))


def _budget(header: TomlTable) -> Budget:
    budget: dict[str, Any] = dict(header["budget"])  # type: ignore[call-overload]  # checked above
    allocations: list[dict[str, Any]] = header["allocation"]  # type: ignore[assignment]
    for key in ("movers", "areas"):
        budget[key] = tuple(budget.get(key, ()))
    budget.setdefault("warn_at", DEFAULT_WARN_AT)
    return Budget(allocations=tuple(_allocation(table) for table in allocations), **budget)


def _allocation(table: dict[str, Any]) -> Allocation:
    condition = table.get("condition")
    made = None
    if condition is not None:
        made = Condition(text=condition["text"], parties=tuple(condition.get("parties", ())))
    return Allocation(**{**table, "condition": made})


def _entry(index: int, table: TomlTable, known: set[str] | None) -> Iterator[Fault]:
    path: Path = ("entry", index)
    number = index + 1
    kind = table.get("kind")
    if kind is None:
        yield Fault((*path, "kind"), messages.file.MissingKey(key="kind", entry=number))
        return
    if not isinstance(kind, str) or kind not in KINDS:
        unknown = messages.file.UnknownKind(text=str(kind), candidates=tuple(KINDS), entry=number)
        yield Fault((*path, "kind"), unknown)
        return
    for fault in _shaped(table, shape_of(kind), path):
        yield replace(fault, failure=replace(fault.failure, entry=number))
    for key, value in table.items():
        if isinstance(value, Decimal) and abs(value) > LARGEST:
            yield Fault((*path, key), messages.file.AmountBeyond(key=key, entry=number))
    for key in keys_holding(kind, "year"):
        if _is_beyond_years(table.get(key)):
            yield Fault((*path, key), messages.file.YearBeyond(key=key, entry=number))
    for key in keys_holding(kind, "allocation"):
        name = table.get(key)
        if isinstance(name, str) and known is not None and name not in known:
            every = tuple(sorted(known))
            yield Fault(
                (*path, key),
                messages.file.UnknownAllocation(text=name, candidates=every, entry=number),
            )


def _built(table: TomlTable) -> Entry:
    values: dict[str, Any] = {
        field_of(key): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
        if key != "kind"
    }
    return KINDS[str(table["kind"])](**values)


def _numbered(index: int, table: TomlTable, expected: int) -> tuple[list[Fault], int]:
    """Return a fault if the entry does not have the number due, and the number due next."""
    number = table.get("nr")
    if type(number) is not int or number == expected:
        return [], expected + 1
    gap = messages.file.Gap(found=number, expected=expected, entry=index + 1)
    return [Fault(("entry", index, "nr"), gap)], number + 1


def _shaped(table: TomlTable, shape: Shape, path: Path) -> Iterator[Fault]:
    """Yield every key that is missing or unknown, and every value of the wrong type."""
    unknown = 0
    for key, value in table.items():
        if key not in shape:
            unknown += 1  # to look for the nearest takes time, and so many are no slips
            near = tuple(nearest_to(key, shape)) if unknown <= SLIPS else ()
            every = () if near else tuple(shape)
            yield Fault(
                (*path, key), messages.file.UnknownKey(key=key, nearest=near, candidates=every)
            )
            continue
        expected = shape[key][0]
        if not _is(value, expected):
            yield _mistyped((*path, key), key, value, expected)
    for key, (_, required) in shape.items():
        if required and key not in table:
            yield Fault((*path, key), messages.file.MissingKey(key=key))


def _mistyped(path: Path, key: str, value: object, expected: object) -> Fault:
    """Say that a value has the wrong type; a number where an amount is due is shown as written."""
    written = value.text if isinstance(value, NotAnAmount) else str(value)
    if expected is Decimal and (isinstance(value, NotAnAmount) or type(value) is int):
        return Fault(path, messages.file.NotWrittenAsAmount(key=key, written=written[:40]))
    if isinstance(expected, tuple) and isinstance(value, str):
        return Fault(path, messages.file.WrongValue(key=key, expected=expected))
    return Fault(path, messages.file.WrongType(key=key, expected=_called(expected)))


def _is(value: object, expected: object) -> bool:
    """Say whether a TOML value has exactly the type expected; a bool is no int here."""
    if expected is TEXTS:
        return isinstance(value, list) and all(type(text) is str for text in value)
    if isinstance(expected, tuple):
        return value in expected
    if expected is datetime:
        return (
            type(value) is datetime and value.utcoffset() == timedelta(0) and value.microsecond == 0
        )
    return type(value) is expected


def _called(expected: object) -> str:
    """Return the key of the words that name an expected type."""
    if isinstance(expected, tuple):
        return " | ".join(expected)
    return expected if isinstance(expected, str) else getattr(expected, "__name__", "")


@cache
def shape_of(kind: str) -> Shape:
    """Return what the file must hold for an entry of this kind, from the fields of its class."""
    shape: dict[str, tuple[object, bool]] = {"kind": (str, True)}
    for spec in fields_of(KINDS[kind]):
        shape[key_of(spec.name)] = (_stored_type(spec.type), spec.required)
    return shape


@cache
def keys_holding(kind: str, alias: str) -> tuple[str, ...]:
    """Return the keys of a kind whose values are such as an alias says, "year" or "allocation"."""
    return tuple(key_of(field) for field in fields_holding(KINDS[kind], alias))


def _stored_type(annotation: Any) -> object:
    """Return the plain type of a field: the alias and `| None` are taken off."""
    for part in get_args(annotation):
        if hasattr(part, "__metadata__"):
            return _stored_type(part)
    bare = getattr(annotation, "__origin__", annotation)
    if get_origin(bare) is tuple:
        return TEXTS
    return get_args(bare) if get_origin(bare) is Literal else bare
