"""Asks a person at the terminal for what a command lacks, one value after the other.

What an answer means, and whether it will do, is for the core to say: this module only finds out
which value is missing, and takes the answer as if it had been typed on the command line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING

import typer

from antragsbudget.cli import candidates, clock, reports
from antragsbudget.cli.context import asks, ledger_path, speaker
from antragsbudget.cli.options import RecordOptions, given
from antragsbudget.core import money
from antragsbudget.core.admission import admit
from antragsbudget.core.balances import Balances
from antragsbudget.core.calculation import (
    Calculated,
    CalculationError,
    calculate,
    is_calculation,
)
from antragsbudget.core.entries import KINDS
from antragsbudget.core.form import alias_of
from antragsbudget.core.proposal import Draft, Now, Proposal, understand
from antragsbudget.core.statement import current_year
from antragsbudget.core.violations import Violation
from antragsbudget.language import Language, formats, questions, vocabulary
from antragsbudget.language.messages import Speaker

if TYPE_CHECKING:
    from antragsbudget.cli.prompting import Candidate, Prompter

BACK = "<"
LISTED = 9  # candidates shown above the question; Tab shows all
ORDER = (
    *("entry", "from_", "to", "allocation", "party", "answer", "commitment", "reservation"),
    *("amount", "tax_rate", "payee", "purpose", "voucher", "key", "value", "basis", "measure"),
    *("area", "decision", "reason", "reference", "year", "date"),
)
ORDER_OF_MEASURE = (
    *("measure", "title", "allocation", "area", "status", "planned", "target_date", "result"),
    "next_step",
)
# What is asked besides the required values when a command comes without its arguments.
ASKED_BESIDES: Mapping[str, Sequence[str]] = {
    "reservation": ("payee", "measure", "area", "date"),
    "commitment": ("reservation", "measure", "area", "date"),
    "expense": ("commitment", "reservation", "measure", "area", "date"),
    "refund": ("voucher", "date"),
    "measure": ORDER_OF_MEASURE,
    "year_close": (),
}
DATE_ALONE = ("date",)
CHOSEN = ("commitment", "reservation", "measure", "area")  # asked only if there is something
CHOICES = {
    "answer": vocabulary.ANSWERS,
    "basis": vocabulary.BASES,
    "status": vocabulary.STATUSES,
    "key": vocabulary.SETTINGS,
}
NUMBERS = ("entry", "commitment", "reservation")
SHOWN = ("allocation", "from_", "to", *NUMBERS, *CHOICES)
# Refusals that another answer to this question could avert, although they name no field.
AVERTED: Mapping[str, Sequence[str]] = {
    "amount": ("not_available", "blocked", "below_floor", "nothing_open"),
    "voucher": ("duplicate",),
    "date": ("invalid_date", "year_closed"),
    "year": ("year_closed",),
    "to": ("usage",),
}

Typed = Mapping[str, str | bool | None]


def completed(ctx: typer.Context, kind: str, typed: Typed, write: RecordOptions) -> Typed:
    """Return what was typed with the answers for what is missing; as it is if nobody is there.

    Ctrl-D ends the command like a question that is not answered with yes; Ctrl-C interrupts it.
    """
    if not asks(ctx, yes=write.yes):
        return typed
    from antragsbudget.pipeline import read

    known = {key: value for key, value in typed.items() if value is not None and value != ""}
    options = {key: value for key, value in given(write).items() if key not in ("by", "dry_run")}
    ledger = read(ledger_path(ctx))
    balances = ledger.balances()
    interview = Interview(
        ctx,
        kind,
        {**known, **options},
        Now(clock.today(), clock.moment(), str(given(write).get("by", clock.user()))),
        balances,
        speaker(ctx, ledger, balances),
        bare="" in typed.values(),
    )
    try:
        return {**known, **interview.answers()}
    except EOFError:
        reports.say(questions.STOPPED.said(interview.language))
        raise typer.Exit(reports.REFUSED) from None


@dataclass(frozen=True, slots=True)
class Interview:
    """The questions about one entry; `bare` if the command came without its arguments."""

    ctx: typer.Context
    kind: str
    typed: Mapping[str, str | bool]
    now: Now
    balances: Balances
    speaker: Speaker
    bare: bool

    @property
    def language(self) -> Language:
        return self.speaker.language

    def answers(self) -> dict[str, str]:
        """Ask until nothing is missing; nothing is asked while what was typed cannot be read."""
        texts: dict[str, str] = {}  # of every question so far, also of those gone back from
        asked: list[str] = []
        if any(one.code != "missing_field" for one in self._draft({}).problems):
            return {}
        if self._next(asked, {}) is None:
            return {}
        from antragsbudget.cli.prompting import Prompter

        prompter = Prompter()
        reports.say(questions.KEYS.said(self.language))
        while key := self._next(asked, self._taken(asked, texts)):
            text = self._answer(prompter, key, texts.get(key, ""), self._taken(asked, texts))
            if text is not None:
                texts[key] = text
                asked.append(key)
            elif asked:
                asked.pop()
        return self._taken(asked, texts)

    def _taken(self, asked: Sequence[str], texts: Mapping[str, str]) -> dict[str, str]:
        """Return the answers that hold, each as a command line would have it."""
        return {
            key: vocabulary.meant(CHOICES[key], texts[key]) if key in CHOICES else texts[key]
            for key in asked
            if texts[key]
        }

    def _draft(self, taken: Mapping[str, str]) -> Draft:
        return understand(Proposal(self.kind, {**self.typed, **taken}), self.balances, self.now)

    def _next(self, asked: Sequence[str], taken: Mapping[str, str]) -> str | None:
        """Return the field to ask for next; what an entry drawn on supplies is not asked."""
        draft = self._draft(taken)
        order = ORDER_OF_MEASURE if self.kind == "measure" else ORDER
        known = {*self.typed, *asked, *draft.values} - {"date"}
        known |= {"date"} & {*self.typed, *asked}
        if "commitment" in {**self.typed, **taken}:
            known.add("reservation")
        lacking = self._lacking(draft)
        optional = (
            ASKED_BESIDES.get(self.kind, DATE_ALONE) if self.bare or self._says_nothing() else ()
        )
        for key in order:
            if key in known:
                continue
            if key in lacking or (
                key in optional and (key not in CHOSEN or self._candidates(key, taken))
            ):
                return key
        return None

    def _says_nothing(self) -> bool:
        """Say whether a measure was named, and nothing about it."""
        return any(one.says == "measure_empty" for one in self._draft({}).problems)

    def _lacking(self, draft: Draft) -> set[str]:
        """Return the fields without which there is no entry."""
        missing = (p.facts.get("field") for p in draft.problems if p.code == "missing_field")
        required = {
            spec.name
            for spec in fields(KINDS[self.kind])
            if spec.default is MISSING and spec.name not in draft.values
        }
        return required | {str(field) for field in missing}

    def _answer(
        self, prompter: "Prompter", key: str, text: str, taken: Mapping[str, str]
    ) -> str | None:
        """Ask for one value until it will do; None to go back."""
        offered = self._candidates(key, taken)
        label = self._label(key, taken)
        if key in SHOWN:
            self._list(offered)
        while True:
            shown = text
            text = prompter.ask(label, shown, offered, self._beside(key)).strip()
            if text in (BACK, f"{shown}{BACK}"):
                return None
            result = self._calculated(key, text)
            if result is not None:
                text = self._as_typed(result)
                continue
            violations = self._against(key, text, taken)
            if not violations:
                return text
            # The field is named as it was asked for, not as an option.
            teller = replace(self.speaker, of_file=True)
            reports.refuse(violations, teller, json=False, writes=False)

    def _against(self, key: str, text: str, taken: Mapping[str, str]) -> list[Violation]:
        """Return what stands against an answer; what other answers may change is for later."""
        if not text and key not in self._lacking(self._draft(taken)):
            return []
        if not text:
            return [Violation("missing_field", "missing", {"field": key})]
        wanted = {**self.typed, **taken, **self._taken([key], {key: text})}
        names = {spec.name for spec in fields(KINDS[self.kind])}
        if key in NUMBERS and "amount" in names:
            wanted.setdefault("amount", money.plain(money.CENT))  # any: the number is in question
        found = admit(self.balances, Proposal(self.kind, wanted), self.now).violations
        return [
            one
            for one in found
            if one.facts.get("field") == key
            or one.code in AVERTED.get(key, ())
            or (key in NUMBERS and "entry" in one.facts and one.code != "missing_field")
        ]

    def _label(self, key: str, taken: Mapping[str, str]) -> str:
        """Return the question; an amount says how much there is."""
        net = key == "amount" and self.typed.get("net")
        label = questions.label(self.kind, "net" if net else key, self.language)
        beside = self._there(taken) if key == "amount" else ""
        if key != "date" and key not in self._lacking(self._draft(taken)):
            beside = questions.OPTIONAL.said(self.language)
        return f"{label} ({beside})" if beside else label

    def _there(self, taken: Mapping[str, str]) -> str:
        """Return what is left of the entry drawn on, else what the allocation has available."""
        values = self._draft(taken).values
        for key in NUMBERS:
            item = self.balances.items.get(int(str(values.get(key, 0))))
            if item is not None:
                left = formats.euro(item.left, self.language)
                return questions.LEFT.said(self.language).format(left)
        allocation = values.get("allocation", values.get("from_"))
        if not isinstance(allocation, str):
            return ""
        day = int(str(values.get("year", self.now.today.year)))
        year = day if day in self.balances.open_years else current_year(self.balances)
        position = self.balances.position(allocation, year)
        figure = "blocked" if self.kind == "release" else "available"
        amount = formats.euro(getattr(position, figure), self.language)
        return f"{vocabulary.FIGURES[figure].said(self.language)} {amount}"

    def _list(self, offered: "Sequence[Candidate]") -> None:
        width = max((len(name) for name, _ in offered), default=0)
        for name, about in offered[:LISTED]:
            reports.say(f"{name:<{width}}  {about}", "  ")
        if (more := len(offered) - LISTED) > 0:
            reports.say(questions.MORE.said(self.language).format(more), "  ")

    def _candidates(self, key: str, taken: Mapping[str, str]) -> "list[Candidate]":
        allocation = self._draft(taken).values.get("allocation")
        if key in CHOICES:
            words = CHOICES[key]
            return [(name, text.said(self.language)) for name, text in words.items()]
        on = allocation if isinstance(allocation, str) else None
        return candidates.offered(
            self.ctx, self.balances, self.now.today, self.kind, key, on, self.language
        )

    def _beside(self, key: str) -> "candidates.Beside":
        """Return what a calculation comes to, while it is being typed."""

        def shown(text: str) -> str:
            result = self._calculated(key, text)
            if result is None:
                return ""
            rounded = f" ({questions.ROUNDED.said(self.language)})" if result.rounded else ""
            return f"= {formats.euro(result.amount, self.language)}{rounded}"

        return shown

    def _calculated(self, key: str, text: str) -> Calculated | None:
        aliases = {spec.name: alias_of(spec.type) for spec in fields(KINDS[self.kind])}
        if aliases.get(key) != "amount" or not is_calculation(text):
            return None
        try:
            return calculate(text)
        except CalculationError:
            return None  # the core says what is wrong with it as an amount

    def _as_typed(self, result: Calculated) -> str:
        return formats.typed_amount(result.amount, self.language).strip("'")
