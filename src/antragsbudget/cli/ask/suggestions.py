"""What the tab key offers: allocations with what is available, entries with what they are."""

from collections.abc import Callable

import typer

Complete = Callable[[typer.Context, str], list[tuple[str, str]]]


def _of_ledger(key: str) -> Complete:
    """Return how a shell's question for *key* is answered; nothing is loaded before it is asked."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from antragsbudget.cli import clock
        from antragsbudget.cli.ask.candidates import Candidates
        from antragsbudget.cli.context import language_of, ledger_path
        from antragsbudget.pipeline import read

        balances = read(ledger_path(ctx)).balances()
        found = Candidates(balances, clock.today(), language_of(ctx)).named(key)
        start = incomplete.casefold()
        return [one for one in found if one[0].casefold().startswith(start)]

    return complete


allocations = _of_ledger("allocation")
parties = _of_ledger("party")
areas = _of_ledger("area")
measures = _of_ledger("measure")
papers = _of_ledger("paper")
open_years = _of_ledger("year")
entry_numbers = _of_ledger("entry")
kinds = _of_ledger("kind")
setting_keys = _of_ledger("key")
