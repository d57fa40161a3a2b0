"""The form of an entry: which values its fields may have, as strict Pydantic models.

The models are made from the fields in `entries`, so that a kind is declared once; what this module
adds are the bounds that each alias there promises.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    create_model,
)
from pydantic_core import PydanticCustomError

from antragsbudget.core.budget import Budget, Path, texts_of
from antragsbudget.core.entries import KINDS, Entry, alias_of, fields_of
from antragsbudget.language import messages
from antragsbudget.language.records import Refusal
from antragsbudget.values import texts
from antragsbudget.values.dates import EARLIEST_YEAR, LATEST_YEAR
from antragsbudget.values.money import CENT, LARGEST, TAX_RATES

DIGEST = re.compile("[0-9a-f]{64}")
NEW: Final = {"is": "new"}  # the context in which an entry is judged that is not yet recorded


def _check_text(text: str, info: ValidationInfo) -> str:
    fault = texts.fault_when_new(text) if info.context is NEW else texts.fault(text)
    if fault is not None:
        raise PydanticCustomError(fault, "not a text of the ledger")
    return text


def _check_rate(rate: Decimal) -> Decimal:
    if rate not in TAX_RATES.values():
        raise PydanticCustomError("rate", "not a tax rate")
    return rate


def _check_moment(moment: datetime) -> datetime:
    if moment.tzinfo != UTC or moment.microsecond:
        raise PydanticCustomError("moment", "not UTC with whole seconds")
    return moment


def _check_digests(digests: tuple[str, ...]) -> tuple[str, ...]:
    if not digests or not all(DIGEST.fullmatch(digest) for digest in digests):
        raise PydanticCustomError("digest", "not a list of hashes")
    return digests


BOUNDS: dict[str, Any] = {
    "text": AfterValidator(_check_text),
    "amount": Field(ge=CENT, le=LARGEST, decimal_places=2, allow_inf_nan=False),
    "rate": AfterValidator(_check_rate),
    "moment": AfterValidator(_check_moment),
    "number": Field(ge=1),
    "year": Field(ge=EARLIEST_YEAR, le=LATEST_YEAR),
    "digest": Field(pattern=f"^{DIGEST.pattern}$"),
    "digests": AfterValidator(_check_digests),
}


@cache
def model_of(kind: str) -> type[BaseModel]:
    """Return the strict model of a kind: every field but the hash, which the chain proves."""
    shape: dict[str, Any] = {}
    for field in fields_of(KINDS[kind]):
        if field.name == "hash":
            continue
        bound = BOUNDS.get(alias_of(field.type))
        bounded: Any = field.type if bound is None else Annotated[_bare(field.type), bound]
        required = field.required
        shape[field.name] = (
            bounded if required else bounded | None,
            ... if required else None,
        )
    return create_model(
        KINDS[kind].__name__, __config__=ConfigDict(strict=True, extra="forbid"), **shape
    )


def _bare(annotation: Any) -> Any:
    """Return the plain type below an alias."""
    if get_origin(annotation) is Annotated:
        return annotation.__origin__
    return next(_bare(part) for part in get_args(annotation) if part is not type(None))


def check(kind: type[Entry], values: Mapping[str, object], *, new: bool = False) -> list[Refusal]:
    """Return what is wrong with the values of an entry that is to be of this kind.

    A *new* entry has to meet more than a recorded one, which cannot be changed any more. Whether
    the header has the names that an entry uses is for the rules.
    """
    try:
        model_of(kind.kind).model_validate(values, context=NEW if new else None)
    except ValidationError as problem:
        aliases = {field.name: alias_of(field.type) for field in fields_of(kind)}
        return [
            _refusal(name := str(error["loc"][0]), aliases[name], error["type"], values)
            for error in problem.errors(include_url=False, include_input=False)
        ]
    return []


def _refusal(field: str, alias: str, fault: str, values: Mapping[str, object]) -> Refusal:
    if fault in ("missing", "empty"):
        return messages.inputs.Missing(field=field)
    if alias == "rate":
        return messages.inputs.NotATaxRate(field=field)
    if alias in messages.form.CHOICES:
        text = str(values[field])
        return messages.form.CHOICES[alias](field=field, text=text)
    wrong = messages.form.TEXT_FAULTS.get(fault) or messages.form.FAULTS[alias]
    return wrong(field=field)


def check_header(budget: Budget) -> list[tuple[Path, Refusal]]:
    """Return what is wrong with the texts of a header, each with its path in the file.

    Length and placeholders are no faults there: a Sperrvermerk may be long, and no printed command
    ends up in a header.
    """
    faults = {(path, texts.fault_of_name(text)): None for path, text in texts_of(budget)}
    return [(path, _refusal(str(path[-1]), "text", fault, {})) for path, fault in faults if fault]
