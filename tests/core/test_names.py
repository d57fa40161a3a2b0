"""How allocations, areas and parties are called."""

import pytest
from tests.builders import AREAS, DCP, budget, eur

from antragsbudget.core.budget import Allocation
from antragsbudget.core.names import allocation_named, nearest_to, typable, word_named
from antragsbudget.language.messages.inputs import (
    Ambiguous,
    NoAreas,
    UnknownAllocation,
    UnknownArea,
    UnknownParty,
)

TWIN = Allocation(id="digitaler-zwilling", code="DZ", amount=eur("1.00"))
POST = Allocation(id="digitalisierung-post", code="DCP", amount=eur("1.00"))
BROADBAND = Allocation(id="netz", amount=eur("1.00"))
BUDGET = budget(TWIN, POST, BROADBAND)


class TestAnAllocation:
    """Allocations answer to id, code or an unambiguous prefix, without regard to case."""

    @pytest.mark.parametrize(
        "text",
        ["digitaler-zwilling", "DIGITALER-ZWILLING", "DZ", "dz", " dz ", "digitaler", "dIgItAlE"],
    )
    def test_answers_to_id_code_and_prefix(self, text: str) -> None:
        assert allocation_named(BUDGET, text) == TWIN

    @pytest.mark.parametrize(
        ("text", "meant"), [("dc", POST), ("n", BROADBAND), ("netz", BROADBAND)]
    )
    def test_answers_to_the_prefix_of_a_code_and_of_an_id_without_a_code(
        self, text: str, meant: Allocation
    ) -> None:
        assert allocation_named(BUDGET, text) == meant

    @pytest.mark.parametrize("text", ["digital", "d", "D"])
    def test_a_prefix_of_two_is_refused_with_the_candidates(self, text: str) -> None:
        """An ambiguous one is refused with the candidates."""
        assert allocation_named(BUDGET, text) == Ambiguous(text=text, nearest=("DZ", "DCP"))

    def test_one_letter_more_is_unambiguous(self) -> None:
        assert allocation_named(BUDGET, "digitale") == TWIN
        assert allocation_named(BUDGET, "digitali") == POST

    def test_a_prefix_of_both_names_of_one_is_unambiguous(self) -> None:
        alike = Allocation(id="dz-zwilling", code="DZ-1", amount=eur("1.00"))
        assert allocation_named(budget(alike, BROADBAND), "dz") == alike

    def test_a_whole_name_wins_over_the_prefix_of_another(self) -> None:
        longer = Allocation(id="netzwerk", amount=eur("1.00"))
        assert allocation_named(budget(longer, BROADBAND), "NETZ") == BROADBAND

    def test_a_file_names_it_by_its_id_alone(self) -> None:
        assert BUDGET.allocation("netz") == BROADBAND
        with pytest.raises(KeyError):
            BUDGET.allocation("DZ")

    def test_is_told_by_its_code_or_else_its_id_and_by_its_title_if_it_has_one(self) -> None:
        titled = budget(DCP, BROADBAND)
        assert titled.names == {"dcp": ("DCP", "Digitalisierung"), "netz": ("netz", None)}

    def test_an_unknown_one_is_refused_with_the_nearest(self) -> None:
        """An unknown one is refused with the nearest."""
        assert allocation_named(BUDGET, "digitaler-zwiling") == UnknownAllocation(
            text="digitaler-zwiling", nearest=("digitaler-zwilling",)
        )

    @pytest.mark.parametrize("text", ["Luftfahrt", "", " ", "x" * 10_000])
    def test_one_that_resembles_none_is_refused_with_all(self, text: str) -> None:
        assert allocation_named(BUDGET, text) == UnknownAllocation(
            text=text, candidates=("DZ", "DCP", "netz")
        )


class TestTheNameToType:
    """The shortest of an allocation that can be typed and means no other."""

    @pytest.mark.parametrize(
        ("named", "typed"),
        [
            (TWIN, "DZ"),
            (BROADBAND, "netz"),
            (Allocation(id="zwilling", code="D\u200bZ", amount=eur("1.00")), "DZ"),
            (Allocation(id="zwilling", code="\u200b", amount=eur("1.00")), "zwilling"),
        ],
        ids=["code", "id", "code without what cannot be seen", "id beside a code of nothing else"],
    )
    def test_is_its_code_or_else_its_id(self, named: Allocation, typed: str) -> None:
        assert typable(budget(named, POST), named) == typed

    def test_is_its_id_where_its_code_looks_like_that_of_another(self) -> None:
        alike = Allocation(id="zwilling", code="D\u200bZ", amount=eur("1.00"))
        both = budget(TWIN, alike)
        assert (typable(both, TWIN), typable(both, alike)) == ("DZ", "zwilling")
        assert allocation_named(both, "DZ") == TWIN
        assert allocation_named(both, "zwilling") == alike

    def test_is_its_name_as_it_is_where_another_looks_like_it_altogether(self) -> None:
        netz = Allocation(id="ne\u200btz", amount=eur("1.00"))
        assert typable(budget(BROADBAND, netz), netz) == "ne\u200btz"
        assert allocation_named(budget(BROADBAND, netz), "ne\u200btz") == netz


class TestAWord:
    """The header's areas and parties answer in the same way."""

    def test_answers_to_an_unambiguous_prefix(self) -> None:
        assert word_named("area", AREAS, "digitale p") == "Digitale Post"
        assert word_named("area", AREAS, "RESILIENZ") == "Resilienz"

    def test_is_ambiguous_with_the_candidates(self) -> None:
        assert word_named("area", AREAS, "digital") == Ambiguous(
            text="digital", nearest=("Digitale Post", "Digitaler Zwilling")
        )

    def test_is_unknown_with_the_nearest(self) -> None:
        assert word_named("party", ("Neuss", "Jüchen"), "Neus,") == UnknownParty(
            text="Neus,", nearest=("Neuss",)
        )

    def test_is_unknown_with_all_where_none_is_near(self) -> None:
        assert word_named("area", AREAS, "Luftfahrt") == UnknownArea(
            text="Luftfahrt", candidates=AREAS
        )

    def test_says_so_where_there_are_none(self) -> None:
        assert word_named("area", (), "Neuss") == NoAreas(text="Neuss")


class TestTheNearest:
    def test_are_up_to_three_the_best_first(self) -> None:
        names = ["commit", "comit", "commits", "committed", "summary"]
        assert nearest_to("COMMIT", names) == ["commit", "commits", "comit"]

    def test_are_none_where_nothing_looks_like_it(self) -> None:
        assert nearest_to("xyz", ["commit"]) == []
