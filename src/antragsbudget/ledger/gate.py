"""The gate: tables become the budget and its entries, or faults with their key path.

Kinds, keys, types, sums, numbers and the chain are checked here, for every command. The form of
the values and the rules are not: an entry in an unbroken chain passed them when it was written,
and `verify` asks them again of all entries.
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
from antragsbudget.ledger.codec import KeyPath, NotAnAmount, TomlDocument, TomlTable
from antragsbudget.values.dates import EARLIEST_YEAR, LATEST_YEAR
from antragsbudget.values.money import LARGEST, ZERO

FORMAT = 1
CURRENCY = "EUR"

# By key: the type of the value, and whether the key is required. TEXTS is a list of texts.
TEXTS = "texts"
Schema = Mapping[str, tuple[object, bool]]
TOP: Schema = {"format": (int, True), "budget": (dict, True), "allocation": (list, True)}
BUDGET: Schema = {
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
ALLOCATION: Schema = {
    "id": (str, True),
    "code": (str, False),
    "title": (str, False),
    "amount": (Decimal, True),
    "condition": (dict, False),
}
CONDITION: Schema = {"text": (str, True), "parties": (TEXTS, False)}
SUGGESTED_KEYS = 20  # unknown keys of a table for which the nearest known one is looked up


class Fault(Struct, frozen=True):
    """What is wrong with the file, and at which key."""

    path: KeyPath
    failure: Failure

    @property
    def index(self) -> int:
        """Return the index of its entry, from 0; -1 for the header."""
        match self.path:
            case ("entry", int(index), *_):
                return index
            case _:
                return -1


class Inspection(Struct, frozen=True):
    """What the file holds, as far as it could be read, and all its faults."""

    budget: Budget | None
    entries: tuple[Entry, ...]
    count: int  # of all entries, also of those that could not be read
    hashes: tuple[str, ...]  # hash(0), hash(1) … as stored; "" where an entry has none
    faults: tuple[Fault, ...]  # in the order of the file

    @property
    def sound_count(self) -> int:
        """Return the number of entries before the first fault."""
        return max(0, self.faults[0].index) if self.faults else self.count

    @property
    def fingerprint(self) -> str:
        """Return the last hash of the chain."""
        return self.hashes[-1]


def sound_inspection(budget: Budget, entries: Sequence[Entry], opening_hash: str) -> Inspection:
    """Return the inspection of a file that is known to have no fault."""
    hashes = (opening_hash, *(entry.hash for entry in entries))
    return Inspection(budget, tuple(entries), len(entries), hashes, ())


def require_sound(document: TomlDocument) -> Inspection:
    """Return what *document* holds. Raises `LedgerError` for its first fault."""
    inspection = inspect(document)
    if inspection.faults:
        raise _error(document, inspection.faults[0])
    return inspection


def entry(table: TomlTable, allocations: set[str]) -> Entry | None:
    """Return the entry of a table under these *allocations*; None if it has a fault."""
    return None if any(_entry(0, table, allocations)) else _build(table)


def _error(document: TomlDocument, fault: Fault) -> LedgerError:
    """Return the error for a command that needs a valid ledger."""
    return LedgerError(fault.failure, document.location(*fault.path))


def inspect(document: TomlDocument) -> Inspection:
    """Return what *document* holds, with all its faults in the order of the file."""
    faults = list(_header(document.header))
    budget = None if faults else _budget(document.header)
    if budget is not None:
        faults += _sums(budget)
    names = {allocation.id for allocation in budget.allocations} if budget else None
    entries: list[Entry] = []
    # A faulty header has no hash. An entry is judged only if the hash before it is known.
    hashes = ["" if faults else header_hash(document.header)]
    breaks: list[Fault] = []
    expected = 1
    for index, table in enumerate(document.entries):
        entry_faults = list(_entry(index, table, names))
        faults += entry_faults
        if not entry_faults:
            entries.append(_build(table))
        number_faults, expected = _check_number(index, table, expected)
        breaks += number_faults
        judgeable = hashes[-1] and not entry_faults and not number_faults
        if judgeable and table["hash"] != entry_hash(hashes[-1], table):
            breaks.append(
                Fault(("entry", index, "hash"), messages.file.ChainBroken(entry=expected - 1))
            )
        if index == 0 and (entry_faults or breaks):
            names = None  # the header may be at fault: do not report names missing because of it
        stored = table.get("hash")
        hashes.append(stored if isinstance(stored, str) else "")
    faults += _merge_runs(breaks, document.entries)
    faults.sort(key=lambda fault: fault.index)
    return Inspection(budget, tuple(entries), len(document.entries), tuple(hashes), tuple(faults))


def _merge_runs(breaks: list[Fault], tables: list[TomlTable]) -> Iterator[Fault]:
    """Yield breaks of the numbering and the chain; a run of adjacent ones is one, with its end.

    After a broken entry, the number and the hash that judge the next one are themselves in doubt.
    """
    for _, group in groupby(enumerate(breaks), key=lambda pair: pair[1].index - pair[0]):
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
    yield from _check_schema(header, TOP, ())
    if type(version) is int and version < FORMAT:
        yield Fault(("format",), messages.file.WrongValue(key="format", expected=(str(FORMAT),)))
    budget = header.get("budget")
    if isinstance(budget, dict):
        yield from _check_schema(budget, BUDGET, ("budget",))
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
        yield from _check_amount(budget, key, ("budget",))


def _is_beyond_years(value: object) -> bool:
    """Say whether a number lies outside the years that a ledger can cover."""
    return type(value) is int and not EARLIEST_YEAR <= value <= LATEST_YEAR


def _check_amount(table: TomlTable, key: str, path: KeyPath) -> Iterator[Fault]:
    amount = table.get(key)
    if isinstance(amount, Decimal) and (amount.is_signed() or amount > LARGEST):
        yield Fault((*path, key), messages.file.AmountBeyond(key=key))


def _allocations(allocations: list[Any]) -> Iterator[Fault]:
    if not allocations:
        yield Fault(("allocation",), messages.file.MissingKey(key="allocation"))
    seen: dict[str, int] = {}
    for index, allocation in enumerate(allocations):
        path: KeyPath = ("allocation", index)
        if not isinstance(allocation, dict):
            yield Fault(path, messages.file.WrongType(key="allocation", expected="dict"))
            continue
        yield from _check_schema(allocation, ALLOCATION, path)
        yield from _check_amount(allocation, "amount", path)
        condition = allocation.get("condition")
        if isinstance(condition, dict):
            yield from _check_schema(condition, CONDITION, (*path, "condition"))
        for key in ("id", "code"):
            name = allocation.get(key)
            if isinstance(name, str) and seen.setdefault(name.casefold(), index) != index:
                yield Fault((*path, key), messages.file.Twice(key=key, text=name))
            if name == "":
                yield Fault((*path, key), messages.file.Empty(key=key))


def _sums(budget: Budget) -> Iterator[Fault]:
    allocated = sum((allocation.amount for allocation in budget.allocations), ZERO)
    if allocated != budget.total:
        total = messages.file.SumDiffers(total=budget.total, sum=allocated)
        yield Fault(("budget", "total"), total)


def _budget(header: TomlTable) -> Budget:
    budget: dict[str, Any] = dict(header["budget"])  # type: ignore[call-overload]  # checked above
    allocations: list[dict[str, Any]] = header["allocation"]  # type: ignore[assignment]
    for key in ("movers", "areas"):
        budget[key] = tuple(budget.get(key, ()))
    budget.setdefault("warn_at", DEFAULT_WARN_AT)
    return Budget(allocations=tuple(_allocation(table) for table in allocations), **budget)


def _allocation(table: dict[str, Any]) -> Allocation:
    condition = table.get("condition")
    parsed = None
    if condition is not None:
        parsed = Condition(text=condition["text"], parties=tuple(condition.get("parties", ())))
    return Allocation(**{**table, "condition": parsed})


def _entry(index: int, table: TomlTable, allocations: set[str] | None) -> Iterator[Fault]:
    path: KeyPath = ("entry", index)
    number = index + 1
    kind = table.get("kind")
    if kind is None:
        yield Fault((*path, "kind"), messages.file.MissingKey(key="kind", entry=number))
        return
    if not isinstance(kind, str) or kind not in KINDS:
        unknown = messages.file.UnknownKind(text=str(kind), candidates=tuple(KINDS), entry=number)
        yield Fault((*path, "kind"), unknown)
        return
    for fault in _check_schema(table, schema_of(kind), path):
        yield replace(fault, failure=replace(fault.failure, entry=number))
    for key, value in table.items():
        if isinstance(value, Decimal) and abs(value) > LARGEST:
            yield Fault((*path, key), messages.file.AmountBeyond(key=key, entry=number))
    for key in keys_holding(kind, "year"):
        if _is_beyond_years(table.get(key)):
            yield Fault((*path, key), messages.file.YearBeyond(key=key, entry=number))
    for key in keys_holding(kind, "allocation"):
        name = table.get(key)
        if isinstance(name, str) and allocations is not None and name not in allocations:
            candidates = tuple(sorted(allocations))
            yield Fault(
                (*path, key),
                messages.file.UnknownAllocation(text=name, candidates=candidates, entry=number),
            )


def _build(table: TomlTable) -> Entry:
    values: dict[str, Any] = {
        field_of(key): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
        if key != "kind"
    }
    return KINDS[str(table["kind"])](**values)


def _check_number(index: int, table: TomlTable, expected: int) -> tuple[list[Fault], int]:
    """Return a fault unless the entry has the expected number, and the next expected one."""
    number = table.get("nr")
    if type(number) is not int or number == expected:
        return [], expected + 1
    gap = messages.file.Gap(found=number, expected=expected, entry=index + 1)
    return [Fault(("entry", index, "nr"), gap)], number + 1


def _check_schema(table: TomlTable, schema: Schema, path: KeyPath) -> Iterator[Fault]:
    """Yield every key that is missing or unknown, and every value of the wrong type."""
    unknown = 0
    for key, value in table.items():
        if key not in schema:
            unknown += 1  # the look-up is slow, and so many are no typing errors
            near = tuple(nearest_to(key, schema)) if unknown <= SUGGESTED_KEYS else ()
            candidates = () if near else tuple(schema)
            yield Fault(
                (*path, key), messages.file.UnknownKey(key=key, nearest=near, candidates=candidates)
            )
            continue
        expected = schema[key][0]
        if not _has_type(value, expected):
            yield _type_fault((*path, key), key, value, expected)
    for key, (_, required) in schema.items():
        if required and key not in table:
            yield Fault((*path, key), messages.file.MissingKey(key=key))


def _type_fault(path: KeyPath, key: str, value: object, expected: object) -> Fault:
    """Return the fault of a wrong type; a number in place of an amount is shown as written."""
    written = value.text if isinstance(value, NotAnAmount) else str(value)
    if expected is Decimal and (isinstance(value, NotAnAmount) or type(value) is int):
        return Fault(path, messages.file.NotWrittenAsAmount(key=key, written=written[:40]))
    if isinstance(expected, tuple) and isinstance(value, str):
        return Fault(path, messages.file.WrongValue(key=key, expected=expected))
    return Fault(path, messages.file.WrongType(key=key, expected=_type_name(expected)))


def _has_type(value: object, expected: object) -> bool:
    """Say whether a TOML value has exactly the expected type; a bool is not an int here."""
    if expected is TEXTS:
        return isinstance(value, list) and all(type(text) is str for text in value)
    if isinstance(expected, tuple):
        return value in expected
    if expected is datetime:
        return (
            type(value) is datetime and value.utcoffset() == timedelta(0) and value.microsecond == 0
        )
    return type(value) is expected


def _type_name(expected: object) -> str:
    """Return the key under which the language names an expected type."""
    if isinstance(expected, tuple):
        return " | ".join(expected)
    return expected if isinstance(expected, str) else getattr(expected, "__name__", "")


@cache
def schema_of(kind: str) -> Schema:
    """Return the schema of an entry of this kind, from the fields of its class."""
    schema: dict[str, tuple[object, bool]] = {"kind": (str, True)}
    for spec in fields_of(KINDS[kind]):
        schema[key_of(spec.name)] = (_stored_type(spec.type), spec.required)
    return schema


@cache
def keys_holding(kind: str, alias: str) -> tuple[str, ...]:
    """Return the keys of a kind whose values have the type alias *alias*: "year", "allocation"."""
    return tuple(key_of(field) for field in fields_holding(KINDS[kind], alias))


def _stored_type(annotation: Any) -> object:
    """Return the plain type of a field: without its alias and `| None`."""
    for part in get_args(annotation):
        if hasattr(part, "__metadata__"):
            return _stored_type(part)
    bare = getattr(annotation, "__origin__", annotation)
    if get_origin(bare) is tuple:
        return TEXTS
    return get_args(bare) if get_origin(bare) is Literal else bare
