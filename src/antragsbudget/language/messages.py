"""Violations, notices and failures as a person reads them: numbers, then what to type next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from antragsbudget.core.balances import Balances
from antragsbudget.core.budget import Allocation, Budget
from antragsbudget.core.paper import ConditionState, condition_state
from antragsbudget.core.violations import Facts, Notice, Remedy, Violation
from antragsbudget.errors import LedgerError
from antragsbudget.language import Both, Language, commands, formats, vocabulary
from antragsbudget.language.sentences import FAILURES, NOTICES, REMEDIES, USAGE, VIOLATIONS

# Facts that a person or a file has written: they are shown as quotations, never as they are.
FOREIGN = ("text", "payee", "voucher", "person", "purpose", "detail", "value", "argument", "name")
MONEY_LINE = ("revised", "blocked", "reserved", "available")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said: the sentence, the figures below it, and the ways out."""

    sentence: str
    figures: str = ""
    context: str = ""
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things about one ledger in one language."""

    language: Language
    budget: Budget | None = None
    balances: Balances | None = None

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
        return self.filled(NOTICES[notice.code], notice.facts)

    def failure(self, error: LedgerError) -> Message:
        """Return what stopped the program, with its place, and what to do about it."""
        sentence = f"{formats.visible(str(error.place))}: {self.failed(error.says, error.facts)}"
        return Message(sentence, remedies=tuple(_cures(error, self.language)))

    def failed(self, says: str, facts: Facts) -> str:
        """Return the sentence of a failure or of a finding in the file."""
        return self.filled(FAILURES[says], facts)

    def usage(self, says: str, facts: Facts) -> str:
        """Return what is wrong with a command line."""
        return self.filled(USAGE[says], facts)

    def remedy(self, remedy: Remedy) -> str:
        """Return a way out: a command to type, or an advice where no command can know better."""
        facts, language = remedy.facts, self.language
        match remedy.says:
            case "release":
                return commands.line(
                    language,
                    "release",
                    self._name(facts["allocation"]),
                    facts["amount"],
                    decision=commands.DECISION,
                )
            case "reserve":
                command = commands.line(
                    language,
                    "reserve",
                    self._name(facts["allocation"]),
                    facts["amount"],
                    purpose=commands.PURPOSE,
                )
                return Both(f"nur vormerken: {command}", f"reserve only: {command}").said(language)
            case "reverse":
                return commands.line(language, "reverse", facts["entry"], reason=commands.REASON)
            case "show":
                return commands.line(language, "show", facts["entry"])
            case "keep_settled":
                option = commands.option_name("--keep-settled", language)
                text = Both(
                    "mit {option} bleibt der freigegebene Rest von {amount} frei",
                    "with {option} the released remainder of {amount} stays free",
                )
                return self.filled(text, {**facts, "option": option})
            case "despite_shortfall":
                option = commands.option_name("--despite-shortfall", language)
                text = Both(
                    "ist die Sperre so beschlossen: {option}; der Fehlbetrag wird dann überall gezeigt",
                    "if the block was decided so: {option}; the shortfall is then shown everywhere",
                )
                return self.filled(text, {"option": option})
            case "draw_reservation" | "draw_commitment":
                kind = remedy.says.removeprefix("draw_")
                option = commands.option_name(f"--{kind}", language)
                text = Both(
                    "{option} {entry}: offen {amount}, {purpose}",
                    "{option} {entry}: open {amount}, {purpose}",
                )
                return self.filled(text, {**facts, "option": option})
            case other:
                return self.filled(REMEDIES[other], facts)

    def filled(self, template: Both, facts: Facts) -> str:
        """Return a sentence with its facts in the reader's format."""
        shown = {key: self._shown(key, value) for key, value in facts.items()}
        shown.update(self._derived(facts))
        return template.said(self.language).format_map(shown)

    def _shown(self, key: str, value: object) -> str:
        language = self.language
        if isinstance(value, Decimal):
            if key == "share":
                return formats.percent(value, language)
            return formats.euro(value, language)
        if isinstance(value, date):
            return formats.day(value, language)
        if isinstance(value, tuple):
            return self._several(key, value)
        text = str(value)
        if key == "allocation":
            return self._name(text)
        if key in ("kind", "expected") and text in vocabulary.KINDS:
            return vocabulary.KINDS[text].a.said(language)
        if key == "figure":
            return vocabulary.FIGURES[text].said(language)
        if key == "field":
            return commands.field_name(text, language)
        return formats.quoted(text, language) if key in FOREIGN else formats.visible(text)

    def _several(self, key: str, values: tuple[object, ...]) -> str:
        language = self.language
        either = None if key in ("parts", "open") else Both("oder", "or")
        if key == "others":
            return formats.numbers([int(str(nr)) for nr in values], language)
        if key == "fields":
            names = [commands.field_name(str(name), language) for name in values]
            return formats.listed(names, language)
        if key == "readings":
            return ""
        if not values:
            return Both("keine", "none").said(language)
        return formats.listed((self._shown(key, value) for value in values), language, either)

    def _derived(self, facts: Facts) -> dict[str, str]:
        """Return the words that follow from the facts: numbers, plurals, what was meant."""
        language = self.language
        said: dict[str, str] = {}
        if "entry" in facts:
            said["number"] = formats.numbers([int(str(facts["entry"]))], language)
        if "last" in facts:
            said["last_entry"] = self._last_entry(int(str(facts["last"])))
        for key, one, many in (
            ("others", Both("hängt", "depends"), Both("hängen", "depend")),
            ("fields", Both("fehlt", ""), Both("fehlen", "")),
        ):
            values = facts.get(key)
            if isinstance(values, tuple):
                word = (one if len(values) == 1 else many).said(language)
                said["hang" if key == "others" else "lack"] = word
        if isinstance(facts.get("allocation"), str) and self.budget is not None:
            said["allocation_long"] = self._long_name(str(facts["allocation"]))
        if "readings" in facts:
            said["readings"] = self._meant(facts["readings"])
        if "nearest" in facts:
            said["nearest"] = self._nearest(facts["nearest"])
        return said

    def _last_entry(self, last: int) -> str:
        if last == 0:
            return Both("; es ist noch nichts gebucht", "; nothing is recorded yet").said(
                self.language
            )
        text = Both("; die letzte Buchung ist Nr. {nr}", "; the last entry is no. {nr}")
        return text.said(self.language).format(nr=last)

    def _meant(self, readings: object) -> str:
        if not isinstance(readings, tuple) or not readings:
            return ""
        amounts = [formats.typed_amount(amount, self.language) for amount in readings]
        either = formats.listed(amounts, self.language, Both("oder", "or"))
        return (
            Both(" – meinten Sie {0}?", " – did you mean {0}?").said(self.language).format(either)
        )

    def _nearest(self, names: object) -> str:
        if not isinstance(names, tuple) or not names:
            return ""
        either = formats.listed(map(str, names), self.language, Both("oder", "or"))
        return Both("; meinten Sie {0}?", "; did you mean {0}?").said(self.language).format(either)

    def _allocation(self, allocation_id: object) -> Allocation | None:
        allocations = self.budget.allocations if self.budget else ()
        return next((a for a in allocations if a.id == allocation_id), None)

    def _name(self, allocation_id: object) -> str:
        allocation = self._allocation(allocation_id)
        return formats.visible(allocation.name if allocation else str(allocation_id))

    def _long_name(self, allocation_id: str) -> str:
        allocation = self._allocation(allocation_id)
        if allocation is None or allocation.title is None:
            return self._name(allocation_id)
        return f"{formats.visible(allocation.title)} ({formats.visible(allocation.name)})"

    def _figures(self, violation: Violation) -> str:
        """Return the money line of a refusal: what there is, what was asked, what is missing."""
        facts, language = violation.facts, self.language
        if "missing" not in facts or "available" not in facts:
            return ""
        parts = [
            f"{vocabulary.FIGURES[key].said(language)} {self._shown(key, facts[key])}"
            for key in MONEY_LINE
            if key in ("revised", "available") or facts[key]
        ]
        if violation.says != "not_available_reversal":
            this = vocabulary.KINDS[str(facts["kind"])].this.said(language)
            parts.append(f"{this} {self._shown('amount', facts['amount'])}")
        return " · ".join(parts)

    def _condition(self, violation: Violation) -> str:
        """Return the condition and the consents of a blocked allocation."""
        allocation = self._allocation(violation.facts.get("allocation"))
        if violation.code != "blocked" or allocation is None or allocation.condition is None:
            return ""
        word = Both("Sperrvermerk", "condition").said(self.language)
        text = f"{word}: {formats.visible(allocation.condition.text)}"
        if self.balances is None or not allocation.condition.parties:
            return text
        state = condition_state(self.balances, allocation)
        return f"{text} · {consents(state, self.language)}"


def consents(state: ConditionState, language: Language) -> str:
    """Return the state of the consents in words: `7 von 8 erteilt, abgelehnt: Neuss`."""
    given, parties = len(state.given), state.parties
    head = Both(f"{given} von {parties} erteilt", f"{given} of {parties} given")
    rest = [
        f"{words.said(language)}: {', '.join(map(formats.visible, names))}"
        for names, words in (
            (state.refused, vocabulary.ANSWERS["refused"]),
            (state.withdrawn, vocabulary.ANSWERS["withdrawn"]),
            (state.unanswered, Both("noch offen", "still open")),
        )
        if names
    ]
    return ", ".join([head.said(language), *rest])


def _cures(error: LedgerError, language: Language) -> Iterable[str]:
    """Yield what to do about a failure."""
    if error.code == "ledger_missing":
        yield commands.line(language, "init")
        yield Both(
            "eine andere Datei: --datei DATEI oder die Umgebungsvariable ANTRAGSBUDGET_LEDGER",
            "another file: --ledger FILE or the environment variable ANTRAGSBUDGET_LEDGER",
        ).said(language)
    elif error.says == "chain":
        copy = formats.visible(f"{error.place.file}~")
        yield commands.line(language, "verify")
        yield Both(
            f"mit der Sicherung vergleichen: {copy} (Stand vor der letzten Buchung)",
            f"compare with the copy: {copy} (the state before the last write)",
        ).said(language)
    elif error.code == "ledger_invalid":
        copy = formats.visible(f"{error.place.file}~")
        yield Both(
            f"die Stelle berichtigen oder mit der Sicherung vergleichen: {copy}",
            f"mend the place, or compare with the copy: {copy}",
        ).said(language)
    elif error.code == "ledger_busy":
        yield Both("gleich noch einmal versuchen", "try again in a moment").said(language)


def codes_of(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts that JSON names beside the message."""
    known = ("allocation", "available", "amount", "missing", "entry", "line")
    return {key: facts[key] for key in known if key in facts}
