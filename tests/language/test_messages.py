"""What every message says: by its facts alone, in both languages, obeying none of them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct
from tests.builders import said
from tools.messages import SOURCES, texts_of
from tools.sentences import FAMILIES, messages

import antragsbudget
from antragsbudget.core.entries import Answer, Basis, Key, Status
from antragsbudget.language import Both, Language, vocabulary
from antragsbudget.language.conditions import Consents, ReasonsOfBlock
from antragsbudget.language.messages.form import NotASetting
from antragsbudget.language.messages.inputs import NotAFingerprint
from antragsbudget.language.messages.output import OutputWithoutFormat
from antragsbudget.language.messages.toml import TOML_FAULTS
from antragsbudget.language.records import Message, Mistyped, Refusal, Remedy
from antragsbudget.language.speaker import Speaker
from antragsbudget.papers import writers

LANGUAGES: tuple[Language, ...] = get_args(Language)
HOSTILE = "Prüf\x1b[31m\u202ewerk\u2028GmbH"
# Facts that are keys of words, whatever their message.
KEYS: dict[str, Any] = {
    "field": "amount",
    "kind": "expense",
    "figure": "blocked",
    "option": "--since",
    "reason": "EACCES",
    "remedies": (),
}
KEYS_OF: dict[tuple[str, str], Any] = {
    ("DrawOn", "kind"): "commitment",
    ("WrongKind", "expected"): ("reservation", "commitment"),
    ("PersonsMissing", "lacking"): ("certified_by", "ordered_by"),
    ("TaxWithoutNet", "lacking"): "net",
}
VALUES: dict[object, Any] = {
    str: HOSTILE,
    int: 7,
    bool: True,
    Decimal: Decimal("1234.56"),
    date: date(2022, 4, 5),
    datetime: datetime(2022, 4, 5, 9, 14, 7, tzinfo=UTC),
    Consents: Consents(given=(HOSTILE,), refused=(HOSTILE,), unanswered=(HOSTILE,)),
    ReasonsOfBlock: ReasonsOfBlock(
        condition=HOSTILE, consents=Consents(unanswered=(HOSTILE,)), blocks=(HOSTILE,)
    ),
}
EVERY = {f"{family} {name}": kind for family in FAMILIES for name, kind in messages(family).items()}
USAGE = {  # the codes of the contract for exit 2, and two of names that only the header has
    *("usage", "missing_field", "invalid_amount", "invalid_date", "invalid_text", "ambiguous"),
    *("unknown_allocation", "unknown_entry", "unknown_measure", "unknown_area", "unknown_party"),
}


def samples(kind: type[Message]) -> Iterator[Message]:
    """Yield a message with hostile facts: once with all that it may have, once with no more
    than it must.
    """
    types = get_type_hints(kind)
    facts = {name: _sample(kind, name, types[name]) for name in kind.__struct_fields__}
    yield kind(**facts)
    must = {
        name: facts[name]
        for name, parameter in inspect.signature(kind).parameters.items()
        if parameter.default is parameter.empty
    }
    yield kind(**must)


def _sample(kind: type[Message], name: str, annotation: Any) -> Any:
    if (key := KEYS_OF.get((kind.__name__, name), KEYS.get(name))) is not None:
        return key
    plain = next((one for one in get_args(annotation) if one is not NoneType), annotation)
    if get_origin(annotation) is tuple:
        return (VALUES[plain], VALUES[plain])
    return VALUES[plain]


def harmless(text: str) -> bool:
    return not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY.values(), ids=EVERY)
def test_says_what_it_knows_and_obeys_none_of_it(kind: type[Message], language: Language) -> None:
    w = Speaker(language, {HOSTILE: (HOSTILE, HOSTILE)}, HOSTILE)
    for record in samples(kind):
        texts = [*said(record, w)]
        assert all(texts), record
        assert all(map(harmless, texts)), texts
        assert not any("{" in text.replace("{{", "") for text in texts), texts


@pytest.mark.parametrize("kind", EVERY.values(), ids=EVERY)
def test_is_known_by_its_facts(kind: type[Message]) -> None:
    assert kind.__struct_config__.frozen
    for record in samples(kind):
        assert record == kind(**{name: getattr(record, name) for name in kind.__struct_fields__})
        assert hash(record) is not None


@pytest.mark.parametrize("kind", messages("refusal").values(), ids=messages("refusal"))
def test_a_refusal_has_the_code_of_its_exit_code(kind: type[Refusal]) -> None:
    assert (kind.code in USAGE) == issubclass(kind, Mistyped)


def test_a_remedy_invents_no_decision() -> None:
    w = Speaker("de")
    for kind in messages("remedy").values():
        for record in samples(kind):
            assert isinstance(record, Remedy)
            assert "--beschluss" not in record.sentence(w) or "GREMIUM" in record.sentence(w)


def test_choices_are_those_that_an_entry_may_have() -> None:
    for words, alias in (
        (vocabulary.ANSWERS, Answer),
        (vocabulary.BASES, Basis),
        (vocabulary.STATUSES, Status),
        (vocabulary.SETTINGS, Key),
        (NotASetting.MEANT, Key),
    ):
        assert words.keys() == {*get_args(get_args(alias)[0])}


def test_the_endings_of_files_name_each_form_once() -> None:
    forms = [writers.SUFFIXES[suffix] for suffix in OutputWithoutFormat.SUFFIXES]
    assert sorted(forms) == sorted(writers.FORMS)


def test_a_fingerprint_is_as_long_as_a_hash() -> None:
    assert len("0" * 64) == NotAFingerprint.LONGEST


def both_of(value: object) -> Iterator[Both]:
    """Yield each text in both languages that a value holds."""
    match value:
        case Both():
            yield value
        case dict():
            for one in value.values():
                yield from both_of(one)
        case tuple() | list():
            for one in value:
                yield from both_of(one)
        case Struct():
            for name in value.__struct_fields__:
                yield from both_of(getattr(value, name))


def test_the_page_of_all_messages_shows_every_text_that_a_module_holds() -> None:
    shown = {(de, en) for path in SOURCES.rglob("*.py") for _, de, en in texts_of(path)}
    assert len(shown) > 600
    held = {
        text
        for module in pkgutil.walk_packages(antragsbudget.__path__, "antragsbudget.")
        if not module.name.endswith("__main__")
        for value in vars(importlib.import_module(module.name)).values()
        for text in both_of(value)
    }
    assert set(TOML_FAULTS.values()) <= held
    missed = {(text.de, text.en) for text in held} - shown
    # Lists of choices are made of the texts of each.
    assert {pair for pair in missed if "|" not in pair[0] and any(pair)} == set()
