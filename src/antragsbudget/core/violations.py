"""What a rule says, as data: no sentence, no language, only what is known and what would help.

`says` names the sentence; `language` has it in German and English and fills in the facts.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

Facts = Mapping[str, object]  # amounts, days, numbers, names, and tuples of them

# Exit 2: the person's words were wrong. All other codes are refusals by a rule, exit 1.
USAGE_CODES = frozenset(
    {
        "usage",
        "missing_field",
        "invalid_amount",
        "invalid_date",
        "invalid_text",
        "unknown_allocation",
        "unknown_area",
        "unknown_entry",
        "unknown_measure",
        "unknown_party",
        "ambiguous",
    }
)


class Remedy(Struct, frozen=True):
    """A lawful way out; `says` names the command or the advice."""

    says: str
    facts: Facts = field(default_factory=dict)


class Violation(Struct, frozen=True):
    """Why an entry is not admitted. The code is the contract's; the source is the law's."""

    code: str
    says: str
    facts: Facts = field(default_factory=dict)
    remedies: tuple[Remedy, ...] = ()
    source: str = ""


def distinct(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return what is said in words of its own: several rules, entries or fields may say the same.

    Of a text that was typed for several fields the first field is named.
    """
    found: dict[object, Violation] = {}
    for one in violations:
        facts = {key: fact for key, fact in one.facts.items() if key != "field" or _untyped(one)}
        found.setdefault((one.says, tuple(facts.items())), one)
    return tuple(found.values())


def _untyped(violation: Violation) -> bool:
    return "text" not in violation.facts


class Notice(Struct, frozen=True):
    """What the person should know although the entry is admitted (a warning)."""

    code: str
    facts: Facts = field(default_factory=dict)
