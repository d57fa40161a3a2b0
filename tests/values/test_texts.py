"""What a text in the ledger may be."""

import pytest

from antragsbudget.values.texts import (
    LONGEST,
    PLACEHOLDERS,
    fault,
    fault_of_name,
    fault_when_new,
    typable,
    typed,
)

NONCHARACTERS = ("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff")
NEIGHBOURS = ("\ufdcf", "\ufdf0", "\ufffd", "\U00010000", "\U0010fffd")


class TestATextOfTheLedger:
    """Texts are single lines, NFC, without control characters."""

    @pytest.mark.parametrize(
        "text",
        [
            "Prüfwerk IT-Sicherheit GmbH",
            "„Digitaler Zwilling“ – 50 %",
            "[/red] {amount} %s =1+1 | `a` <b>",
            "Müller\u00a0& Söhne",
            "Kreisausschuss, 28.06.2022, Vorlage 10/1234",
            "x",
        ],
    )
    def test_is_any_line_that_shows_what_it_says(self, text: str) -> None:
        assert fault(text) is None

    @pytest.mark.parametrize("text", ["", " ", "\u00a0", "\t"])
    def test_is_not_empty(self, text: str) -> None:
        assert fault(text) == "empty"

    @pytest.mark.parametrize(("length", "said"), [(LONGEST, None), (LONGEST + 1, "long")])
    def test_has_at_most_five_hundred_characters(self, length: int, said: str | None) -> None:
        assert LONGEST == 500
        assert fault("x" * length) == said

    @pytest.mark.parametrize(
        "sign",
        [
            *("\n", "\r", "\t", "\x00", "\x1b", "\x7f", "\x85", "\x9b"),
            *("\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u200e", "\ufeff", "\xad"),
            *("\u061c", "\u180e", "\ufff9", "\ud800", "\U000e0041"),
        ],
    )
    def test_has_one_line_and_nothing_invisible(self, sign: str) -> None:
        assert fault(f"a{sign}b") == "control"

    @pytest.mark.parametrize(("text", "said"), [("Jüchen", None), ("Ju\u0308chen", "composed")])
    def test_is_composed(self, text: str, said: str | None) -> None:
        assert fault(text) == said

    @pytest.mark.parametrize(
        "text",
        [*sorted(PLACEHOLDERS), "GREMIUM, DATUM, VORLAGE", "COMMITTEE, DATE, PAPER"],
    )
    def test_is_no_placeholder(self, text: str) -> None:
        """A placeholder in capitals that a printed command contained (`GREMIUM, DATUM, VORLAGE`) is
        refused as a value.
        """
        assert fault(text) == "placeholder"

    def test_is_no_placeholder_where_only_a_person_can_know_the_value(self) -> None:
        assert (
            frozenset(
                {
                    *("GRUND", "REASON", "GEGENSTAND", "PURPOSE", "BELEG", "VOUCHER"),
                    *("EMPFÄNGER", "PAYEE", "BEZEICHNUNG", "TITLE"),
                }
            )
            == PLACEHOLDERS
        )

    @pytest.mark.parametrize("text", ["ID", "KÜRZEL"])
    def test_may_be_what_a_measure_is_called_by(self, text: str) -> None:
        assert fault(text) is None

    @pytest.mark.parametrize("text", ["Kreistag, DATUM, 10/1234", "Kreistag, 30.03.2022, VORLAGE"])
    def test_has_no_word_left_of_the_placeholder_for_a_decision(self, text: str) -> None:
        assert fault(text) == "placeholder"

    @pytest.mark.parametrize(
        "text", ["Gremium, Datum, Vorlage", "SITZUNGSVORLAGE 10/1234", "GRUNDSTEUER", "UPDATE"]
    )
    def test_may_contain_such_a_word_in_small_letters_or_within_another(self, text: str) -> None:
        assert fault(text) is None


class TestATextThatIsNew:
    """In new writes, without invisible ones and noncharacters too."""

    @pytest.mark.parametrize("sign", NONCHARACTERS)
    def test_has_nothing_that_unicode_never_makes_a_character(self, sign: str) -> None:
        assert (fault_when_new(f"a{sign}b"), fault(f"a{sign}b")) == ("noncharacter", None)

    @pytest.mark.parametrize("sign", [*NEIGHBOURS, "\ue000", "\u0378"])
    def test_may_have_its_neighbours_what_is_private_and_what_is_not_yet_assigned(
        self, sign: str
    ) -> None:
        assert fault_when_new(f"a{sign}b") is None

    @pytest.mark.parametrize("sign", ["\u034f", "\u115f", "\u3164", "\u2800", "\U000e0100"])
    def test_has_no_blank_that_is_no_space(self, sign: str) -> None:
        assert (fault_when_new(f"a{sign}b"), fault(f"a{sign}b")) == ("control", None)

    @pytest.mark.parametrize(
        "text", ["👩\u200d💻", "☎\ufe0f", "می\u200cخواهم", "a\u3000b", "a\u00a0b"]
    )
    def test_may_have_the_joiners_and_variants_that_writing_needs(self, text: str) -> None:
        assert fault_when_new(text) is None

    @pytest.mark.parametrize(
        ("text", "said"),
        [("", "empty"), ("x" * 501, "long"), ("a\nb", "control"), ("u\u0308", "composed"),
         ("GRUND", "placeholder"), ("Kabel", None)],
    )  # fmt: skip
    def test_keeps_all_that_a_stored_one_keeps(self, text: str, said: str | None) -> None:
        assert (fault_when_new(text), fault(text)) == (said, said)


class TestATextOfTheHeader:
    @pytest.mark.parametrize(
        ("text", "said"),
        [(" ", "empty"), ("a\nb", "control"), ("a\xadb", "control"), ("u\u0308", "composed"),
         ("x" * 501, None), ("DATUM", None), ("\ufffe", None), ("Kreistag", None)],
    )  # fmt: skip
    def test_is_a_composed_line_of_any_length(self, text: str, said: str | None) -> None:
        assert fault_of_name(text) == said


class TestAName:
    @pytest.mark.parametrize(
        ("name", "said"),
        [("D\xadZ", "DZ"), (" u\u0308 ", "ü"), ("a\nb", "ab"), ("a\ufffeb", "ab"),
         ("\u200b", ""), ("a\u2007b", "a\u2007b"), ("👩\u200d💻", "👩\u200d💻")],
    )  # fmt: skip
    def test_is_typed_without_what_cannot_be_seen(self, name: str, said: str) -> None:
        assert typable(name) == said


class TestWhatIsTyped:
    def test_is_stored_composed_and_without_spaces_around_it(self) -> None:
        assert typed(" \t\u00a0Ju\u0308chen  am Rhein \u00a0") == "Jüchen  am Rhein"

    def test_keeps_a_line_break_so_that_it_is_refused(self) -> None:
        assert fault(typed("Neuss\n")) == "control"
