"""Asks a person at the terminal for what a command lacks, one value after the other.

What an answer means, and whether it will do, is for the core to say: this module only finds out
which value is missing, and takes the answer as if it had been typed on the command line.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import typer
from msgspec import Struct
from msgspec.structs import replace

from antragsbudget.cli import clock
from antragsbudget.cli.ask.candidates import Candidate, Candidates
from antragsbudget.cli.context import asks, ledger_path, speaker_for
from antragsbudget.cli.line.call import invocation
from antragsbudget.cli.show import problems
from antragsbudget.core.admission import admit
from antragsbudget.core.balances import Balances
from antragsbudget.core.calculation import (
    Calculated,
    CalculationError,
    calculate,
    is_calculation,
)
from antragsbudget.core.entries import KINDS, alias_of, fields_of
from antragsbudget.core.proposal import Draft, Now, Proposal, understand
from antragsbudget.core.statement import current_year
from antragsbudget.language import Language, formats, messages, questions, refusals, vocabulary
from antragsbudget.language.records import Refusal
from antragsbudget.language.speaker import Speaker
from antragsbudget.values import dates, money

BACK = "<"
LISTED = 9  # candidates shown above the question; Tab shows all
ORDER = (
    *("entry", "from_", "to", "allocation", "party", "answer", "commitment", "reservation"),
    *("amount", "final", "tax_rate", "payee", "purpose", "voucher", "certified_by", "ordered_by"),
    *("key", "value", "basis", "measure", "area"),
    *("decision", "reason", "reference", "year", "date"),
)
ORDER_OF_MEASURE = (
    *("measure", "title", "allocation", "area", "status", "planned", "target_date", "result"),
    "next_step",
)
# What is asked besides the required values when a command comes without its arguments.
ASKED_BESIDES: Mapping[str, Sequence[str]] = {
    "reservation": ("payee", "measure", "area", "date"),
    "commitment": ("reservation", "final", "measure", "area", "date"),
    "expense": ("commitment", "reservation", "final", "measure", "area", "date"),
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
    "final": {"yes": vocabulary.YES, "no": vocabulary.NO},
}
TYPED_AS_KEYS = ("basis", "key")  # in both languages; of the others, the word is typed
DAYS = ("date", "target_date")
NEW = "unknown_measure"
SHOWN = (
    *("allocation", "from_", "to", "entry", "commitment", "reservation"),
    *("answer", "basis", "status", "key"),
)
# Refusals that another answer to this question could avert, although they name no field.
AVERTED: Mapping[str, Sequence[str]] = {
    "entry": ("year_closed", "below_floor", "not_available"),
    "amount": ("not_available", "blocked", "below_floor", "nothing_open"),
    "voucher": ("duplicate",),
    "ordered_by": ("four_eyes",),
    "date": ("invalid_date", "year_closed"),
    "year": ("year_closed",),
    "to": ("usage",),
}

Typed = Mapping[str, str | bool | None]
Taken = Mapping[str, str | bool]
# Asks one question: its label, the text that stands there, what may complete it, and what to show
# beside what is typed.
Ask = Callable[[str, str, Sequence[Candidate], Callable[[str], str]], str]


def completed(ctx: typer.Context, kind: str, typed: Typed, options: Taken) -> Typed:
    """Return what was typed with the answers for what is missing; as it is if nobody is there.

    *options* are those given of every command that writes: the questions heed them too.
    Ctrl-D ends the command like a question that is not answered with yes; Ctrl-C interrupts it.
    """
    if not asks(ctx, yes=bool(options.get("yes"))):
        return typed
    from antragsbudget.pipeline import read

    known = {key: value for key, value in typed.items() if value is not None and value != ""}
    ledger = read(ledger_path(ctx))
    balances = ledger.balances()
    interview = Interview(
        kind,
        known,
        {key: value for key, value in options.items() if key not in ("by", "dry_run")},
        clock.now(str(options.get("by", clock.user()))),
        balances,
        speaker_for(ctx, ledger),
        bare="" in typed.values(),
        plain=invocation(ctx).plain or os.environ.get("TERM") == "dumb",
    )
    try:
        return interview.answers()
    except EOFError:
        problems.say(questions.STOPPED.said(interview.language))
        raise typer.Exit(problems.REFUSED) from None


class Interview(Struct, frozen=True):
    """The questions about one entry; `bare` if the command came without its arguments."""

    kind: str
    typed: Mapping[str, str | bool]  # what belongs to this command; a step back may ask it anew
    options: Mapping[str, str | bool]  # what every command takes
    now: Now
    balances: Balances
    speaker: Speaker
    bare: bool
    plain: bool

    @property
    def language(self) -> Language:
        return self.speaker.language

    def answers(self) -> Mapping[str, str | bool]:
        """Return what was typed, and the answers for what is missing.

        Nothing is asked while what was typed cannot be read.
        """
        draft = self._draft({})
        can_be_asked = {"missing_field"} | ({NEW} if self._is_new_measure(draft) else set())
        if any(problem.code not in can_be_asked for problem in draft.problems):
            return self.typed
        if self._next([], {}) is None:
            return self.typed
        if stands := self._stands_against():
            raise typer.Exit(
                problems.refuse(stands, self.speaker, json=False, undone=refusals.NOTHING_RECORDED)
            )
        problems.say((questions.KEYS_PLAIN if self.plain else questions.KEYS).said(self.language))
        return self.ask_on(self._ask(), {})

    def _stands_against(self) -> list[Refusal]:
        """Return what stands against what was typed, whatever the answers are."""
        found = admit(self.balances, self._proposal({}), self.now).violations
        asked = {violation.field for violation in found if violation.code == "missing_field"}
        return [
            violation
            for violation in found
            if violation.code not in ("missing_field", NEW)
            and not isinstance(violation, messages.procedure.PersonsMissing)
            and violation.field not in asked
        ]

    def _ask(self) -> Ask:
        if self.plain:
            from antragsbudget.cli.ask import plain

            return plain.ask
        from antragsbudget.cli.ask.prompting import Prompter

        return Prompter().ask

    def ask_on(self, ask: Ask, texts: dict[str, str]) -> Mapping[str, str | bool]:
        """Ask what is missing; *texts* stand there already, also those of steps taken back."""
        asked: list[str] = []
        while key := self._next(asked, self._taken(asked, texts)):
            text = self._answer(ask, key, texts.get(key, ""), self._taken(asked, texts))
            if text is not None:
                texts[key] = text
                asked.append(key)
            elif asked:
                asked.pop()
            elif before := self._typed_before(key):
                # The first question: what the command line said comes into question.
                texts[before] = str(self.typed[before])
                typed = {name: value for name, value in self.typed.items() if name != before}
                return replace(self, typed=typed).ask_on(ask, texts)
            else:
                problems.say(questions.FIRST.said(self.language), "  ")
        return {**self.typed, **self._taken(asked, texts)}

    def _typed_before(self, key: str) -> str | None:
        """Return the last value before *key* that was typed on the command line."""
        order = self._order()
        earlier = [name for name in order[: order.index(key)] if name in self.typed]
        return earlier[-1] if earlier else None

    def _order(self) -> Sequence[str]:
        return ORDER_OF_MEASURE if self.kind == "measure" else ORDER

    def _taken(self, asked: Sequence[str], texts: Mapping[str, str]) -> dict[str, str | bool]:
        """Return the answers that hold, each as a command line would have it."""
        taken: dict[str, str | bool] = {key: texts[key] for key in asked if texts[key]}
        for key in taken.keys() & CHOICES.keys():
            taken[key] = vocabulary.meant(CHOICES[key], texts[key])
        if "final" in taken:
            taken["final"] = taken["final"] == "yes"
        return {key: value for key, value in taken.items() if value is not False}

    def _proposal(self, taken: Taken) -> Proposal:
        return Proposal(self.kind, {**self.options, **self.typed, **taken})

    def _draft(self, taken: Taken) -> Draft:
        return understand(self._proposal(taken), self.balances, self.now)

    def _next(self, asked: Sequence[str], taken: Taken) -> str | None:
        """Return the field to ask for next; what an entry drawn on supplies is not asked."""
        draft = self._draft(taken)
        known = {*draft.values} - {"date"} | {*self.options, *self.typed, *asked}
        if draft.kind.names.keys() & {**self.typed, **taken}.keys():
            known |= draft.kind.names.keys()  # an entry names one other
        if not self._leaves_open(draft):
            known.add("final")
        lacking = self._lacking(taken)
        optional = (
            ASKED_BESIDES.get(self.kind, DATE_ALONE) if self.bare or self._says_nothing() else ()
        )
        for key in self._order():
            if key in known:
                continue
            if key in lacking or (
                key in optional and (key not in CHOSEN or self._candidates(key, taken))
            ):
                return key
        return None

    def _leaves_open(self, draft: Draft) -> bool:
        """Say whether something stays open of what the entry draws on."""
        items = [self.balances.items.get(nr) for nr in self._numbers(draft)]
        amount = draft.values.get("amount")
        return isinstance(amount, Decimal) and any(item and item.left > amount for item in items)

    @staticmethod
    def _numbers(draft: Draft) -> list[int]:
        """Return the numbers of the entries that the draft names."""
        found = (draft.values.get(key) for key in draft.kind.names)
        return [nr for nr in found if isinstance(nr, int)]

    def _says_nothing(self) -> bool:
        """Say whether a measure was named, and nothing about it."""
        return any(
            isinstance(problem, messages.inputs.NothingOfMeasure)
            for problem in self._draft({}).problems
        )

    def _lacking(self, taken: Taken) -> set[str]:
        """Return the fields without which there is no entry."""
        draft = self._draft(taken)
        missing = {p.field for p in draft.problems if isinstance(p, messages.inputs.Missing)}
        required = {
            spec.name
            for spec in fields_of(KINDS[self.kind])
            if spec.required and spec.name not in draft.values
        }
        if self._is_new_measure(draft):
            required.add("title")
        if self.kind == "expense" and "amount" in draft.values:
            for violation in admit(self.balances, self._proposal(taken), self.now).violations:
                if isinstance(violation, messages.procedure.PersonsMissing):
                    missing |= set(violation.lacking)
        return required | missing

    def _is_new_measure(self, draft: Draft) -> bool:
        """Say whether a measure is named that the ledger does not know, though perhaps alike."""
        return self.kind == "measure" and any(p.code == NEW for p in draft.problems)

    def _answer(self, ask: Ask, key: str, text: str, taken: Taken) -> str | None:
        """Ask for one value until it will do; None to go back."""
        offered = self._candidates(key, taken)
        label = self._label(key, taken)
        if key in SHOWN or (self.plain and key in CHOSEN):
            self._list(offered)
        while True:
            shown = text
            text = ask(label, shown, offered, self._beside(key)).strip()
            if text == BACK:
                return None
            result = self._calculated(key, text)
            if result is not None:
                if self.plain:
                    problems.say(self._beside(key)(text))
                text = self._as_typed(result)
            if key == "final" and text and vocabulary.choice(CHOICES[key], text) is None:
                problems.say(questions.YES_OR_NO.said(self.language))
                continue
            violations = self._against(key, text, taken)
            if not violations:
                return text
            # The field is named as it was asked for, not as an option.
            speaker = replace(self.speaker, of_file=True)
            problems.refuse(violations, speaker, json=False, undone=None)
            if self.plain:
                text = shown  # there it cannot be mended, and Enter would take it once more

    def _against(self, key: str, text: str, taken: Taken) -> list[Refusal]:
        """Return what stands against an answer; what other answers may change is for later."""
        if not text and key not in self._lacking(taken):
            return []
        if not text:
            return [messages.inputs.Missing(field=key)]
        wanted = {**self._proposal(taken).given, **self._taken([key], {key: text})}
        names, numbers = KINDS[self.kind].__struct_fields__, KINDS[self.kind].names
        if key in (*numbers, "to") and "amount" in names:
            wanted.setdefault("amount", money.plain(money.CENT))  # any: the name is in question
        found = admit(self.balances, Proposal(self.kind, wanted), self.now).violations
        return [
            violation
            for violation in found
            if (violation.field == key and not self._names_new_measure(key, violation))
            or violation.code in AVERTED.get(key, ())
            or (
                key in numbers and hasattr(violation, "entry") and violation.code != "missing_field"
            )
        ]

    def _names_new_measure(self, key: str, violation: Refusal) -> bool:
        """Say whether a name is only unknown: its title, asked next, makes it a new measure."""
        return (self.kind, key, violation.code) == ("measure", "measure", NEW)

    def _label(self, key: str, taken: Taken) -> str:
        """Return the question; an amount says how much there is."""
        name = key
        if key == "amount" and self.typed.get("net"):
            name = "net"
        if key == "title" and self._is_new_measure(self._draft(taken)):
            name = "new_title"
        label = questions.label(self.kind, name, self.language)
        beside = self._there(taken) if key == "amount" else ""
        if key != "date" and key not in self._lacking(taken):
            beside = questions.OPTIONAL.said(self.language)
        return f"{label} ({beside})" if beside else label

    def _there(self, taken: Taken) -> str:
        """Return what is left of the entry drawn on, else what the allocation has available."""
        draft = self._draft(taken)
        for nr in self._numbers(draft):
            item = self.balances.items.get(nr)
            if item is not None:
                left = formats.euro(item.left, self.language)
                words = questions.REFUNDABLE if self.kind == "refund" else questions.LEFT
                return words.said(self.language).format(left)
        allocation = draft.values.get("allocation", draft.values.get("from_"))
        if not isinstance(allocation, str):
            return ""
        day = int(str(draft.values.get("year", self.now.today.year)))
        year = day if day in self.balances.open_years else current_year(self.balances)
        position = self.balances.position(allocation, year)
        figure = "blocked" if self.kind == "release" else "available"
        amount = formats.euro(getattr(position, figure), self.language)
        return f"{vocabulary.FIGURES[figure].said(self.language)} {amount}"

    def _list(self, offered: Sequence[Candidate]) -> None:
        width = max((len(name) for name, _ in offered), default=0)
        for name, about in offered[:LISTED]:
            problems.say(f"{name:<{width}}  {about}".rstrip(), "  ")
        if (more := len(offered) - LISTED) > 0:
            problems.say(questions.MORE.said(self.language).format(more), "  ")

    def _candidates(self, key: str, taken: Taken) -> list[Candidate]:
        if key in CHOICES:
            words = CHOICES[key].items()
            if key in TYPED_AS_KEYS:
                return [(name, text.said(self.language)) for name, text in words]
            return [(text.said(self.language), "") for _, text in words]
        allocation = self._draft(taken).values.get("allocation")
        on = allocation if isinstance(allocation, str) else None
        there = Candidates(self.balances, self.now.today, self.language)
        return there.answers(self.kind, key, on)

    def _beside(self, key: str) -> Callable[[str], str]:
        """Return what is shown beside what is typed: what it comes to, or which day it is."""

        def shown(text: str) -> str:
            if key in DAYS:
                return self._day(text or ("heute" if key == "date" else ""))
            result = self._calculated(key, text)
            if result is None:
                return ""
            rounded = f" ({questions.ROUNDED.said(self.language)})" if result.rounded else ""
            return f"= {formats.euro(result.amount, self.language)}{rounded}"

        return shown

    def _day(self, text: str) -> str:
        try:
            day = dates.parse(text, self.now.today)
        except dates.DateError:
            return ""
        return f"= {formats.day(day, self.language)}"

    def _calculated(self, key: str, text: str) -> Calculated | None:
        aliases = {spec.name: alias_of(spec.type) for spec in fields_of(KINDS[self.kind])}
        if aliases.get(key) != "amount" or not is_calculation(text):
            return None
        try:
            return calculate(text)
        except CalculationError:
            return None  # the core says what is wrong with it as an amount

    def _as_typed(self, result: Calculated) -> str:
        return formats.typed_amount(result.amount, self.language).strip("'")
