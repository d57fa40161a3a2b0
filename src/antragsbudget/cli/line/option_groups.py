"""Options shared by several commands: a record in the signature stands for its fields."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import get_type_hints

from msgspec import Struct
from msgspec.structs import fields


def flattened(function: Callable[..., int]) -> Callable[..., int]:
    """Return *function* with every record among its parameters replaced by its fields.

    Typer sees the fields as parameters of their own; *function* gets the record rebuilt.
    """
    hints = get_type_hints(function, include_extras=True)
    groups: dict[str, type[Struct]] = {}
    parameters: list[Parameter] = []
    for name, parameter in signature(function).parameters.items():
        kind = hints[name]
        if isinstance(kind, type) and issubclass(kind, Struct):
            groups[name] = kind
            parameters += _parameters_of(kind)
        else:
            # By keyword all of them: a group in the middle has defaults where others have none.
            parameters.append(parameter.replace(annotation=kind, kind=Parameter.KEYWORD_ONLY))

    def gathered(**given: object) -> int:
        for name, group in groups.items():
            given[name] = group(**{field: given.pop(field) for field in group.__struct_fields__})
        return function(**given)

    # Typer reads the signature for the parameters and the annotations for their types.
    gathered.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    gathered.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return gathered


def _parameters_of(group: type[Struct]) -> list[Parameter]:
    """Return the fields of *group*, all of which have a default, as parameters."""
    hints = get_type_hints(group, include_extras=True)
    return [
        Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]
