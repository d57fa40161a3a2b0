"""Violations, notices and failures as a person reads them: numbers, then what to type next."""

import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.conditions import ConditionState, block_state, condition_state
from antragsbudget.core.entries import key_of
from antragsbudget.core.names import typable
from antragsbudget.core.violations import Facts, Notice, Remedy, Violation
from antragsbudget.errors import LedgerError
from antragsbudget.language import Both, Language, commands, formats, vocabulary
from antragsbudget.language.sentences import (
    AGAIN,
    ANOTHER_FILE,
    COMPARE,
    ELSEWHERE,
    FAILURES,
    MEND,
    MOUNT_FOLDER,
    NOTICES,
    REASONS,
    REMEDIES,
    REMOVE,
    RESTORE,
    TOML_FAULTS,
    TYPES,
    UPGRADE,
    USAGE,
    VIOLATIONS,
)
from antragsbudget.values.money import CENT

# Facts that a person or a file has written: they are shown as quotations, never as they are.
FOREIGN = ("text", "payee", "voucher", "person", "purpose", "argument", "name", "value")
# Facts that are keys of words.
WORDS: Mapping[str, Mapping[str, Both]] = {
    "kind": {key: noun.a for key, noun in vocabulary.KINDS.items()},
    "expected": {key: noun.a for key, noun in vocabulary.KINDS.items()} | TYPES,
    "figure": {**vocabulary.FIGURES, "paid": Both("gezahlt", "paid")},
    "reason": REASONS,
}
SUCH_AN_AMOUNT = Decimal("1234.56")
MONEY_LINE = ("revised", "blocked", "reserved", "available")


class Message(Struct, frozen=True):
    """One thing said: the sentence, the figures below it, and the ways out."""

    sentence: str
    figures: str = ""
    context: str = ""
    remedies: tuple[str, ...] = ()


class Speaker(Struct, frozen=True):
    """Says things about one ledger in one language; *ledger* is its name as it was typed."""

    language: Language
    budget: Budget | None = None
    balances: Balances | None = None
    ledger: str | None = None
    of_file: bool = False  # fields are named as in the file, not as options

    def violation(self, violation: Violation) -> Message:
        """Return what a violation says, with the figures and ways out that belong to it."""
        return Message(
            sentence=self.filled(VIOLATIONS[violation.says], violation.facts),
            figures=self._figures(violation),
            context=self._condition(violation),
            remedies=tuple(self.remedy(remedy) for remedy in violation.remedies),
        )

    def notice(self, notice: Notice) -> str:
        """Return what a notice says."""
        facts, allocation = dict(notice.facts), self._allocation(notice.facts.get("allocation"))
        if (
            notice.code == "consents_missing"
            and allocation is not None
            and self.balances is not None
        ):
            facts["consents"] = consents(condition_state(self.balances, allocation), self.language)
        if notice.code in ("rules_broken", "header_broken"):
            facts["command"] = self.command("verify")
        key = "clock_released" if "released" in facts else notice.code
        return self.filled(NOTICES[key], facts)

    def failure(self, error: LedgerError) -> Message:
        """Return what stopped the program, with its place, and what to do about it."""
        sentence = f"{formats.visible(str(error.place))}: {self.failed(error.says, error.facts)}"
        return Message(sentence, remedies=tuple(self._cures(error)))

    def failed(self, says: str, facts: Facts) -> str:
        """Return the sentence of a failure or of a finding in the file."""
        return self.filled(FAILURES[says], facts)

    def usage(self, says: str, facts: Facts) -> str:
        """Return what is wrong with a command line."""
        return self.filled(USAGE[says], facts)

    def command(self, name: str, *arguments: object, **options: object) -> str:
        """Return a command to type, for the ledger that this is about."""
        return commands.line(self.language, name, *arguments, **options, ledger=self.ledger)

    def remedy(self, remedy: Remedy) -> str:
        """Return a way out: a command to type, or an advice where no command can know better."""
        facts, amount = remedy.facts, remedy.facts.get("amount")
        name, decision = self._typable(facts.get("allocation")), commands.DECISION
        match remedy.says:
            case "release":
                return self.command("release", name, amount, decision=decision)
            case "reserve":
                command = self.command("reserve", name, amount, purpose=commands.PURPOSE)
                only = Both(f"nur vormerken: {command}", f"reserve only: {command}")
                return only.said(self.language)
            case "transfer":
                source = self._typable(facts["source"])
                return self.command("transfer", source, name, amount, decision=decision)
            case "supplement":
                return self.command(
                    "supplement", name, amount, basis="beschluss", decision=decision
                )
            case "new_measure":
                command = self.command("measure", facts["name"], title=commands.TITLE)
                return Both(f"neu anlegen: {command}", f"a new one: {command}").said(self.language)
            case "reverse":
                return self.command("reverse", facts["entry"], reason=commands.REASON)
            case "verify" | "status" as command:
                return self.command(command)
            case "settle" | "show" as command:
                return self.command(command, facts["entry"])
            case "keep_settled" | "despite_shortfall" as option:
                return self._advice(remedy, option)
            case "despite_shortfall_reason":
                return self._advice(remedy, "despite_shortfall")
            case "draw_reservation" | "draw_commitment" as draw:
                return self._advice(remedy, draw.removeprefix("draw_"))
            case _:
                return self._advice(remedy)

    def _advice(self, remedy: Remedy, option: str | None = None) -> str:
        facts = dict(remedy.facts)
        if option is not None:
            facts["option"] = commands.option_name(f"--{option.replace('_', '-')}", self.language)
        return self.filled(REMEDIES[remedy.says], facts)

    def filled(self, template: Both, facts: Facts) -> str:
        """Return a sentence with its facts in the reader's format."""
        shown = {key: self._shown(key, value) for key, value in facts.items()}
        return template.said(self.language).format_map(shown | self._derived(facts))

    def _shown(self, key: str, value: object) -> str:
        language = self.language
        if isinstance(value, Decimal):
            format_ = formats.percent if key == "share" else formats.euro
            return format_(value, language)
        if isinstance(value, date):
            return formats.day(value, language)
        if isinstance(value, tuple):
            return self._several(key, value)
        text = str(value)
        words = WORDS.get(key, {})
        if text in words:
            return words[text].said(language)
        if key == "allocation":
            return self._name(text)
        if key == "detail":
            known = (words for start, words in TOML_FAULTS.items() if text.startswith(start))
            return next((words.said(language) for words in known), formats.visible(text))
        if key == "field" and self.of_file:
            return formats.quoted(vocabulary.FIELDS[key_of(text)].said(language), language)
        if key == "field":
            return commands.field_name(text, language)
        return formats.quoted(text, language) if key in FOREIGN else formats.visible(text)

    def _several(self, key: str, values: tuple[object, ...]) -> str:
        if key in ("found", "known"):
            return ", ".join(formats.visible(str(value)[:60]) for value in values)
        if key == "others":
            return formats.numbers([int(str(nr)) for nr in values], self.language)
        joint = Both("oder", "or") if key in ("expected", "choices") else None
        single = {"fields": "field"}.get(key, key)
        return formats.listed((self._shown(single, v) for v in values), self.language, joint)

    def _derived(self, facts: Facts) -> dict[str, str]:
        """Return the words that follow from the facts: numbers, plurals, what was meant."""
        language = self.language
        said: dict[str, str] = {}
        if "entry" in facts:
            said["number"] = formats.numbers([int(str(facts["entry"]))], language)
        if "last" in facts:
            said["last_entry"] = self._last_entry(int(str(facts["last"])))
        for lacking in (facts.get("fields"), facts.get("missing")):
            if isinstance(lacking, tuple):
                said["lack"] = "fehlt" if len(lacking) == 1 else "fehlen"
        if isinstance(facts.get("allocation"), str) and self.budget is not None:
            said["allocation_long"] = self._long_name(str(facts["allocation"]))
        if "days" in facts:
            said["days_from_now"] = _from_now(int(str(facts["days"])), language)
        if "readings" in facts:
            said["readings"] = self._meant(facts["readings"])
        near = self._near(facts.get("nearest"))
        said["nearest"] = near
        said["candidates"] = near or self._candidates(facts.get("candidates"))
        return said

    def _last_entry(self, last: int) -> str:
        if last == 0:
            text = Both("; die Datei enthält noch keine Buchung", "; the ledger has no entry yet")
        else:
            text = Both(f"; die letzte Buchung ist Nr. {last}", f"; the last entry is no. {last}")
        return text.said(self.language)

    def _meant(self, readings: object) -> str:
        if not isinstance(readings, tuple) or not readings:
            smallest, such = (
                formats.typed_amount(x, self.language) for x in (CENT, SUCH_AN_AMOUNT)
            )
            return Both(
                f"; möglich sind Beträge ab {smallest}, etwa {such}",
                f"; possible are amounts from {smallest} on, such as {such}",
            ).said(self.language)
        amounts = [formats.typed_amount(amount, self.language) for amount in readings]
        either = formats.listed(amounts, self.language, Both("oder", "or"))
        return Both(f" – meinten Sie {either}?", f" – did you mean {either}?").said(self.language)

    def _near(self, names: object) -> str:
        if not isinstance(names, tuple) or not names:
            return ""
        shown = (formats.visible(str(name)) for name in names)
        either = formats.listed(shown, self.language, Both("oder", "or"))
        return Both(f"; meinten Sie {either}?", f"; did you mean {either}?").said(self.language)

    def _candidates(self, names: object) -> str:
        if not isinstance(names, tuple) or not names:
            return ""
        shown = ", ".join(formats.visible(str(name)) for name in names)
        return Both(f"; möglich: {shown}", f"; possible: {shown}").said(self.language)

    def _allocation(self, allocation_id: object) -> Allocation | None:
        allocations = self.budget.allocations if self.budget else ()
        return next((a for a in allocations if a.id == allocation_id), None)

    def _name(self, allocation_id: object) -> str:
        allocation = self._allocation(allocation_id)
        return formats.visible(allocation.name if allocation else str(allocation_id))

    def _typable(self, allocation_id: object) -> str:
        """Return the name of an allocation as it can be typed in a command."""
        allocation = self._allocation(allocation_id)
        if allocation is None or self.budget is None:
            return self._name(allocation_id)
        return typable(self.budget, allocation)

    def _long_name(self, allocation_id: str) -> str:
        allocation = self._allocation(allocation_id)
        if allocation is None or allocation.title is None:
            return self._name(allocation_id)
        return f"{formats.visible(allocation.title)} ({formats.visible(allocation.name)})"

    def _figures(self, violation: Violation) -> str:
        """Return the money line of a refusal: what there is, and what was asked."""
        facts, language = violation.facts, self.language
        if "missing" not in facts or "available" not in facts:
            return ""
        parts = [
            f"{vocabulary.FIGURES[key].said(language)} {self._shown(key, facts[key])}"
            for key in MONEY_LINE
            if key in ("revised", "available") or facts[key]
        ]
        if "amount" in facts:
            this = vocabulary.KINDS[str(facts["kind"])].this.said(language)
            parts.append(f"{this} {self._shown('amount', facts['amount'])}")
        return " · ".join(parts)

    def _condition(self, violation: Violation) -> str:
        """Return why a blocked allocation is blocked, and the state of the consents."""
        allocation = self._allocation(violation.facts.get("allocation"))
        if violation.code != "blocked" or allocation is None or self.balances is None:
            return ""
        year = int(str(violation.facts["year"]))
        return " · ".join(reasons_of_block(self.balances, allocation, year, self.language))

    def _cures(self, error: LedgerError) -> Iterator[str]:
        """Yield what to do about a failure."""
        copy = formats.visible(f"{error.place.file}~")
        if error.code == "ledger_missing":
            yield ELSEWHERE.said(self.language)
            command = commands.line(self.language, "init", error.place.file)
            yield Both(f"neu anlegen: {command}", f"a new one: {command}").said(self.language)
        elif error.says in ("chain", "chain_run"):
            yield commands.line(self.language, "verify", ledger=error.place.file)
            yield COMPARE.said(self.language).format(copy)
        elif error.says == "blank":
            yield RESTORE.said(self.language).format(copy)
        elif error.says == "not_placed":
            outputs, nr = error.facts["outputs"], error.facts["entry"]
            assert isinstance(outputs, tuple)
            for output in outputs:
                yield commands.line(self.language, "summary", reissue=nr, output=output)
        elif error.says.startswith("lock_"):
            yield REMOVE.said(self.language)
            side = shlex.quote(formats.visible(error.place.file))
            yield f"mv {side} {side}.alt" if error.says == "lock_folder" else f"rm {side}"
        elif error.says == "mounted":
            yield MOUNT_FOLDER.said(self.language)
        elif error.says in ("directory", "not_a_file", "denied", "too_large", "unreadable"):
            yield ANOTHER_FILE.said(self.language)
        elif error.says == "newer":
            yield UPGRADE.said(self.language)
        elif error.code == "ledger_invalid":
            yield MEND.said(self.language).format(copy)
        elif error.code == "ledger_busy":
            yield AGAIN.said(self.language)


def reasons_of_block(
    balances: Balances, allocation: Allocation, year: int, language: Language
) -> Iterator[str]:
    """Yield why money of an allocation is blocked: the condition with its consents, and freezes."""
    state = block_state(balances, allocation, year)
    condition = allocation.condition
    if condition is not None and state.by_condition > 0:
        word = Both("Sperrvermerk", "condition").said(language)
        yield f"{word}: {formats.visible(condition.text)}"
        if condition.parties:
            words = consents(condition_state(balances, allocation), language)
            yield Both(f"Zustimmungen: {words}", f"consents: {words}").said(language)
    if state.blocks:
        reasons = ", ".join(formats.visible(block.reason) for block in state.blocks)
        yield Both(f"Sperre: {reasons}", f"block: {reasons}").said(language)


def consents(state: ConditionState, language: Language) -> str:
    """Return the state of the consents in words: `7 von 8 erteilt, abgelehnt: Neuss`."""
    given, parties = len(state.given), state.parties
    head = Both(f"{given} von {parties} erteilt", f"{given} of {parties} given")
    rest = [
        f"{words.said(language)}: {', '.join(map(formats.visible, names))}"
        for names, words in (
            (state.refused, vocabulary.ANSWERS["refused"]),
            (state.withdrawn, vocabulary.ANSWERS["withdrawn"]),
            (state.unanswered, Both("noch offen", "not answered yet")),
        )
        if names
    ]
    return ", ".join([head.said(language), *rest])


def _from_now(days: int, language: Language) -> str:
    """Return in words when a day is that lies so many days ahead."""
    near = {0: Both("heute", "today"), 1: Both("morgen", "tomorrow")}
    return near.get(days, Both(f"in {days} Tagen", f"in {days} days")).said(language)
