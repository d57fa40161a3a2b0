"""Carries out `summary`: the paper for the committee, on the terminal or into a file."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import as_json, clock, reports, typed
from antragsbudget.cli.bilingual import invocation
from antragsbudget.cli.context import console, language_of, ledger_path
from antragsbudget.cli.words import Misread, UsageProblem
from antragsbudget.core.entries import table_of
from antragsbudget.core.paper import Paper, paper
from antragsbudget.core.statement import current_year
from antragsbudget.core.violations import Violation
from antragsbudget.language import Both
from antragsbudget.language.commands import option_name
from antragsbudget.language.messages import Speaker

if TYPE_CHECKING:
    from antragsbudget.cli.options import PaperOptions

FORMATS = ("terminal", "markdown")
SUFFIXES = {".md": "markdown", ".markdown": "markdown"}


def summary(ctx: typer.Context, chosen: "PaperOptions") -> int:
    """Write the paper on the state of the money."""
    from antragsbudget import pipeline
    from antragsbudget.papers import markdown
    from antragsbudget.papers.composition import compose

    language = language_of(ctx)
    form = _form(ctx, chosen)
    ledger = pipeline.read(ledger_path(ctx))
    words = typed.Words(Speaker(language, ledger.budget), clock.today())
    last = words.day(chosen.as_of)
    balances = ledger.balances(last)
    content = paper(
        balances,
        words.year(chosen.year, balances) or current_year(balances),
        last or clock.today(),
        since=words.past_day(chosen.since),
        meeting=words.day(chosen.meeting),
        number=words.text(chosen.number, "number"),
        entries=len(ledger.entries),
        fingerprint=ledger.fingerprint,
    )
    document = compose(content, language)
    if chosen.output is not None:
        return _to_file(ctx, chosen, markdown.write(document), ledger.path)
    if invocation(ctx).json:
        as_json.write(True, {"paper": _facts(content)})
    elif form == "markdown":
        print(markdown.write(document), end="")
    else:
        from antragsbudget.papers import terminal

        terminal.write(document, console())
    return 0


def _form(ctx: typer.Context, chosen: "PaperOptions") -> str:
    """Return the form that was chosen, or that the name of the output says."""
    language = language_of(ctx)
    suffix = Path(chosen.output or "").suffix.lower()
    form = chosen.format or SUFFIXES.get(suffix, "terminal")
    if form not in FORMATS:
        option = option_name("--format", language)
        raise UsageProblem("invalid_choice", {"option": option, "value": form, "choices": FORMATS})
    if chosen.output is not None and form == "terminal":
        violation = Violation("usage", "output_without_format", {})
        raise Misread(violation, Speaker(language))
    return form


def _to_file(ctx: typer.Context, chosen: "PaperOptions", text: str, ledger: Path) -> int:
    from antragsbudget.ledger import store

    language = language_of(ctx)
    output = Path(chosen.output or "")
    if os.path.realpath(output) in _kept(ledger):
        violation = Violation("exists", "output_is_ledger", {"path": str(output)})
        raise Misread(violation, Speaker(language))
    if not store.publish(output, text.encode(), replace=chosen.force):
        violation = Violation("exists", "output_exists", {"path": str(output)})
        raise Misread(violation, Speaker(language))
    if invocation(ctx).json:
        as_json.write(True, {"output": str(output)})
    else:
        reports.say(Both("geschrieben: ", "written: ").said(language) + str(output))
    return 0


def _kept(ledger: Path) -> set[str]:
    """Return what no output may replace: the ledger and what stands beside it."""
    path = os.path.realpath(ledger)
    return {path, f"{path}~", f"{path}.lock"}


def _facts(content: Paper) -> dict[str, object]:
    """Return what the paper says, for programs."""
    period = content.period
    return {
        "title": content.budget.title,
        "committee": content.committee,
        "office": content.office,
        "meeting": content.meeting,
        "number": content.number,
        "adopted": None if content.adopted is None else content.adopted.value,
        "state": as_json.statement(content.statement),
        "consents": [
            {
                "allocation": state.allocation.id,
                "given": state.given,
                "refused": state.refused,
                "withdrawn": state.withdrawn,
                "unanswered": state.unanswered,
            }
            for state in content.conditions
        ],
        "since": None if period is None else period.since,
        "entries_since": [] if period is None else [table_of(e) for e in period.entries],
        "entries": content.entries,
        "fingerprint": content.fingerprint,
    }
