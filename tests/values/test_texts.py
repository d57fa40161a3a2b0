"""What a text in the ledger may be."""

import pytest

from antragsbudget.values.texts import LONGEST, PLACEHOLDERS, fault, typed


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


class TestWhatIsTyped:
    def test_is_stored_composed_and_without_spaces_around_it(self) -> None:
        assert typed(" \t\u00a0Ju\u0308chen  am Rhein \u00a0") == "Jüchen  am Rhein"

    def test_keeps_a_line_break_so_that_it_is_refused(self) -> None:
        assert fault(typed("Neuss\n")) == "control"
