"""Every message that the program can give, and what its sentences are without its facts.

The families are those of `antragsbudget.language`; a sentence is read from the source of its
record: what stands in it for a fact is left open, what comes from a constant is put in.
"""

import ast
import importlib
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Iterator

from antragsbudget import language
from antragsbudget.language import Language
from antragsbudget.language.formats import NO_BREAK
from antragsbudget.language.records import Failure, Message, Misuse, Notice, Refusal, Remedy
from antragsbudget.language.speaker import Speaker

GAP = "…"
BEHIND = ("w.candidates", "w.readings")  # what may have been meant, if anything
FAMILIES: dict[str, type[Message]] = {
    "refusal": Refusal,
    "notice": Notice,
    "remedy": Remedy,
    "failure": Failure,
    "usage": Misuse,
}


def every_sentence(family: str, reader: Language, gap: str = GAP) -> dict[str, list[str]]:
    """Return what each message of a family may say; those that only print a command say nothing."""
    found = {name: sentences(kind, reader, gap) for name, kind in messages(family).items()}
    return {name: texts for name, texts in found.items() if texts}


def messages(family: str) -> dict[str, type[Message]]:
    """Return the records of a family that have a sentence of their own, by their names."""
    for module in pkgutil.walk_packages(language.__path__, f"{language.__name__}."):
        importlib.import_module(module.name)
    return {
        kind.__name__: kind
        for kind in _below(FAMILIES[family])
        if "sentence" in vars(kind) and kind.__module__.startswith(language.__name__)
    }


def _below(family: type[Message]) -> Iterator[type[Message]]:
    for kind in family.__subclasses__():
        yield kind
        yield from _below(kind)


def sentences(kind: type[Message], reader: Language, gap: str = GAP) -> list[str]:
    """Return what a record may say, one text for each way in which it says it."""
    return [
        _text(call.args[0 if reader == "de" else 1], kind, _locals(kind), reader, gap)
        for returned in ast.walk(_source(kind))
        if isinstance(returned, ast.Return)
        for call in ast.walk(returned)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "w.said"
    ]


def _source(kind: type[Message]) -> ast.FunctionDef:
    source = textwrap.dedent(inspect.getsource(vars(kind)["sentence"]))
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return function


def _locals(kind: type[Message]) -> dict[str, ast.expr]:
    """Return what the sentence puts into its local names, if it is one thing only."""
    found: list[tuple[str, ast.expr]] = []
    for node in ast.walk(_source(kind)):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.append((name, value))
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                found += zip(map(ast.unparse, names), values, strict=True)
    every = [name for name, _ in found]
    return {name: value for name, value in found if every.count(name) == 1}


def _text(
    text: ast.expr, kind: type[Message], names: dict[str, ast.expr], reader: Language, gap: str
) -> str:
    match text:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, kind, names, reader, gap) for part in parts)
        case ast.FormattedValue(value=value):
            return _value(value, kind, names, reader, gap)
        case _:
            raise TypeError(f"{kind.__name__}: no sentence: {ast.unparse(text)}")


def _value(
    value: ast.expr, kind: type[Message], names: dict[str, ast.expr], reader: Language, gap: str
) -> str:
    """Return what a constant comes to; the gap for what is a fact, or depends on the ledger."""
    while isinstance(value, ast.Name) and value.id in names:
        value = names[value.id]
    known = vars(sys.modules[kind.__module__]) | {"w": Speaker(reader), "self": kind}
    every = list(ast.walk(value))
    stored = {n.id for n in every if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    named = {n.id for n in every if isinstance(n, ast.Name)} - stored
    taken = {(ast.unparse(n.value), n.attr) for n in every if isinstance(n, ast.Attribute)}
    facts = {attribute for owner, attribute in taken if owner == "self" and attribute.islower()}
    if facts or named - known.keys() or ("w", "command") in taken:
        call = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
        number = f"{'Nr.' if reader == 'de' else 'no.'}{NO_BREAK}{gap}"
        return {"w.nr": number, **dict.fromkeys(BEHIND, "")}.get(call, gap)
    code = compile(ast.Expression(value), kind.__module__, "eval")
    return str(eval(code, known))  # noqa: S307  # an expression of our own source
