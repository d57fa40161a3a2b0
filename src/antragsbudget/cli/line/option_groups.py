"""Options shared by several commands: a record in the signature stands for its fields."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import get_type_hints

from msgspec import Struct
from msgspec.structs import fields


def flattened(function: Callable[..., object]) -> Callable[..., object]:
    """Return *function* with every record among its parameters replaced by its fields.

    Typer sees the fields as parameters of their own; *function* gets the record rebuilt.
    """
    hints = get_type_hints(function, include_extras=True)
    groups: dict[str, tuple[Callable[..., object], list[str]]] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(function).parameters.values():
        kind = hints.get(parameter.name, str)
        if isinstance(kind, type) and issubclass(kind, Struct):
            own = _parameters_of(kind)
            groups[parameter.name] = (kind, [one.name for one in own])
            parameters += own
        else:
            # By keyword all of them: a group in the middle may have defaults where others have not.
            parameters.append(
                parameter.replace(annotation=kind, kind=inspect.Parameter.KEYWORD_ONLY)
            )

    def gathered(**given: object) -> object:
        for name, (build, names) in groups.items():
            given[name] = build(**{one: given.pop(one) for one in names})
        return function(**given)

    # Typer reads the signature for the parameters and the annotations for their types.
    gathered.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    gathered.__annotations__ = {one.name: one.annotation for one in parameters}
    gathered.__name__, gathered.__doc__ = function.__name__, function.__doc__
    return gathered


def _parameters_of(group: type[Struct]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.required else field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]
