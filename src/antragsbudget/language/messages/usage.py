"""What is wrong with a command line."""

from typing import ClassVar

from antragsbudget.language.records import Misuse
from antragsbudget.language.speaker import Speaker


class UnknownCommand(Misuse, frozen=True, kw_only=True):
    name: str
    nearest: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        name, meant = w.quoted(self.name), w.candidates(self.nearest)
        return w.said(
            f"den Befehl {name} gibt es nicht{meant}", f"there is no command {name}{meant}"
        )


class UnknownOption(Misuse, frozen=True, kw_only=True):
    option: str
    nearest: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        option, meant = w.visible(self.option), w.candidates(self.nearest)
        return w.said(
            f"die Option {option} gibt es hier nicht{meant}",
            f"there is no option {option} here{meant}",
        )


class MissingArguments(Misuse, frozen=True, kw_only=True):
    """`lacking`: the placeholders of all arguments that are missing."""

    code = "missing_field"
    lacking: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        lacking = w.all_of(self.lacking)
        if len(self.lacking) == 1:
            return w.said(f"es fehlt: {lacking}", f"missing: {lacking}")
        return w.said(f"es fehlen: {lacking}", f"missing: {lacking}")


class MissingValue(Misuse, frozen=True, kw_only=True):
    """`slot`: the placeholder of the value."""

    option: str
    slot: str

    def sentence(self, w: Speaker) -> str:
        option, slot = w.visible(self.option), w.visible(self.slot)
        return w.said(f"nach {option} fehlt der Wert ({slot})", f"{option} needs a value ({slot})")


class FlagWithValue(Misuse, frozen=True, kw_only=True):
    option: str

    def sentence(self, w: Speaker) -> str:
        option = w.visible(self.option)
        return w.said(f"{option} nimmt keinen Wert", f"{option} takes no value")


class ExtraArgument(Misuse, frozen=True, kw_only=True):
    argument: str

    def sentence(self, w: Speaker) -> str:
        argument = w.quoted(self.argument)
        return w.said(f"{argument} ist überzählig", f"unexpected argument {argument}")


class ExtraText(Misuse, frozen=True, kw_only=True):
    """`typed`: the option and its text, in quotes, as it should have been."""

    argument: str
    typed: str

    def sentence(self, w: Speaker) -> str:
        argument, typed = w.quoted(self.argument), w.visible(self.typed)
        return w.said(
            f"{argument} ist überzählig; ein Text mit Leerzeichen gehört in Anführungszeichen: {typed}",
            f"unexpected argument {argument}; a text with spaces needs quotes: {typed}",
        )


class SplitAmount(Misuse, frozen=True, kw_only=True):
    """`typed`: the amount as it was before the shell split it into `parts`."""

    code = "invalid_amount"
    of_usage: ClassVar[bool] = False
    typed: str
    parts: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        typed, parts = w.visible(self.typed), w.all_of(self.parts)
        return w.said(
            f"der Betrag kam in zwei Teilen an ({parts}); in der PowerShell bitte in Anführungszeichen setzen: '{typed}'",
            f"the amount arrived in two parts ({parts}); in PowerShell put it in quotes: '{typed}'",
        )


class InvalidChoice(Misuse, frozen=True, kw_only=True):
    option: str
    value: str
    choices: tuple[str, ...]

    def sentence(self, w: Speaker) -> str:
        value, option, choices = (
            w.quoted(self.value),
            w.visible(self.option),
            w.one_of(self.choices),
        )
        return w.said(
            f"{value} ist für {option} nicht zulässig; möglich: {choices}",
            f"{value} is not valid for {option}; possible: {choices}",
        )
