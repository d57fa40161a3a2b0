"""Puts facts about one ledger into one language: the toolbox for the sentences of all messages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from antragsbudget.language import Both, Language, commands, formats, vocabulary
from antragsbudget.values.money import CENT

EXAMPLE_AMOUNT = Decimal("1234.56")
LONGEST_WORD = 60  # characters of a text from outside that is one of many


class Speaker(Struct, frozen=True):
    """Knows the reader's language, and what the ledger and its allocations are called.

    *allocations*: name and title by id. *ledger*: as it was typed. *of_file*: fields are named as
    in the file, not as options. *typable*: from an id the name that means no other when typed.
    """

    language: Language
    allocations: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    ledger: str | None = None
    of_file: bool = False
    typable: Callable[[str], str] | None = None

    def said(self, german: str, english: str) -> str:
        """Return the text in the reader's language."""
        return german if self.language == "de" else english

    # amounts, days, numbers

    def euro(self, amount: Decimal) -> str:
        """Return an amount with its currency."""
        return formats.euro(amount, self.language)

    def amount(self, amount: Decimal) -> str:
        """Return an amount without its currency."""
        return formats.amount(amount, self.language)

    def percent(self, share: Decimal) -> str:
        """Return a share in per cent."""
        return formats.percent(share, self.language)

    def day(self, day: date) -> str:
        """Return a day."""
        return formats.day(day, self.language)

    def days_from_now(self, days: int) -> str:
        """Return in words the day that is so many days ahead."""
        near = {0: Both("heute", "today"), 1: Both("morgen", "tomorrow")}
        return near.get(days, Both(f"in {days} Tagen", f"in {days} days")).said(self.language)

    def nr(self, *entries: int | None) -> str:
        """Return `Nr. 3`, `Nr. 3 und Nr. 5`."""
        return formats.numbers([nr or 0 for nr in entries], self.language)

    # texts from outside

    def visible(self, text: str) -> str:
        """Return a text from outside with its control characters spelled out."""
        return formats.visible(text)

    def quoted(self, text: str) -> str:
        """Return a text from outside in quotation marks, cut to a few words' length."""
        return formats.quoted(text, self.language)

    def listed(self, texts: Iterable[object]) -> str:
        """Return texts from outside as a list, each cut to a few words' length."""
        return ", ".join(formats.visible(str(text)[:LONGEST_WORD]) for text in texts)

    def all_of(self, texts: Iterable[object]) -> str:
        """Return `a, b und c`."""
        return formats.listed((formats.visible(str(text)) for text in texts), self.language)

    def one_of(self, texts: Iterable[object]) -> str:
        """Return `a, b oder c`."""
        shown = (formats.visible(str(text)) for text in texts)
        return formats.listed(shown, self.language, Both("oder", "or"))

    def candidates(self, nearest: Sequence[object], every: Sequence[object] = ()) -> str:
        """Return the end of a sentence that offers near matches, or every choice if none is near."""
        if nearest:
            either = self.one_of(nearest)
            return self.said(f"; meinten Sie {either}?", f"; did you mean {either}?")
        if every:
            shown = ", ".join(formats.visible(str(name)) for name in every)
            return self.said(f"; möglich: {shown}", f"; possible: {shown}")
        return ""

    def readings(self, amounts: Sequence[Decimal]) -> str:
        """Return the end of a sentence that offers the amounts that may have been meant."""
        if not amounts:
            smallest, example = self.typed_amount(CENT), self.typed_amount(EXAMPLE_AMOUNT)
            return self.said(
                f"; möglich sind Beträge ab {smallest}, etwa {example}",
                f"; possible are amounts from {smallest} on, such as {example}",
            )
        either = formats.listed(map(self.typed_amount, amounts), self.language, Both("oder", "or"))
        return self.said(f" – meinten Sie {either}?", f" – did you mean {either}?")

    def typed_amount(self, amount: Decimal) -> str:
        """Return an amount as it can be typed."""
        return formats.typed_amount(amount, self.language)

    # names

    def name(self, allocation: str) -> str:
        """Return the name of an allocation, or its id if the ledger does not have it."""
        return formats.visible(self.allocations.get(allocation, (allocation, None))[0])

    def typed_name(self, allocation: str) -> str:
        """Return the name of an allocation as it can be typed in a command."""
        if self.typable is None or allocation not in self.allocations:
            return self.name(allocation)
        return self.typable(allocation)

    def long_name(self, allocation: str) -> str:
        """Return the title of an allocation, with its name."""
        name, title = self.allocations.get(allocation, (allocation, None))
        if title is None:
            return formats.visible(name)
        return f"{formats.visible(title)} ({formats.visible(name)})"

    def field(self, field: str | None) -> str:
        """Return the name of a field: as an option, or as in the file."""
        if field is None:
            return ""
        if self.of_file:
            return formats.quoted(vocabulary.field_words(field).said(self.language), self.language)
        return commands.field_name(field, self.language)

    def fields(self, fields: Iterable[str]) -> str:
        """Return the names of fields as a list."""
        return formats.listed(map(self.field, fields), self.language)

    def lack(self, fields: Sequence[str]) -> str:
        """Return `fehlt --beleg`, `fehlen --beleg und --grund`; in English what is missing."""
        verb = "fehlt" if len(fields) == 1 else "fehlen"
        return self.said(f"{verb} {self.fields(fields)}", self.fields(fields))

    def option(self, name: str) -> str:
        """Return the name of the option `--name`."""
        return commands.option_name(name, self.language)

    def words_of(self, choices: Mapping[str, Both]) -> str:
        """Return the choices as a list."""
        return ", ".join(words.said(self.language) for words in choices.values())

    def figure(self, name: str) -> str:
        """Return the name of a figure."""
        return vocabulary.FIGURES[name].said(self.language)

    def kind(self, *kinds: str) -> str:
        """Return `eine Vormerkung`, `eine Vormerkung oder ein Auftrag`."""
        words = (vocabulary.KINDS[kind].a.said(self.language) for kind in kinds)
        return formats.listed(words, self.language, Both("oder", "or"))

    def this(self, kind: str) -> str:
        """Return `diese Vormerkung`."""
        return vocabulary.KINDS[kind].this.said(self.language)

    def command(self, name: str, *arguments: object, **options: object) -> str:
        """Return a command to type, on this ledger."""
        return commands.line(self.language, name, *arguments, **options, ledger=self.ledger)
