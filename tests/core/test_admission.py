"""The one decision, for what is asked and for what is recorded; and a day in the life of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from tests.builders import (
    AFTER,
    DAY,
    DCP,
    FINGERPRINT,
    IN_NEXT_YEAR,
    MEETING,
    MOMENT,
    YEAR,
    Books,
    block,
    books,
    budget,
    carry_forward,
    commitment,
    cut,
    eur,
    expense,
    fact,
    figures,
    issued_paper,
    measure,
    payment,
    release,
    reservation,
    reversal,
    setting,
    settlement,
    stored,
    supplement,
    ten,
    transfer,
    year_close,
)

from antragsbudget.core.admission import Decision, Finding, admit, admit_each, audit
from antragsbudget.core.balances import NOTHING, Balances, Drawdown, fold
from antragsbudget.core.budget import Allocation
from antragsbudget.core.entries import KINDS, Entry
from antragsbudget.core.proposal import Now, Proposal
from antragsbudget.core.rules import FUNDS, NAMES, VOUCHERS, YEARS, Case, Rule
from antragsbudget.core.rules.funds import Availability, Floor
from antragsbudget.core.rules.names import (
    Drawing,
    KnownNames,
    Naming,
    OwnYear,
    Reversing,
    StandingEntry,
)
from antragsbudget.core.rules.papers import FixedState
from antragsbudget.core.rules.vouchers import (
    Explained,
    FourEyes,
    SameInvoice,
    Tax,
    ValidSetting,
    ValueDate,
)
from antragsbudget.core.rules.years import CarryingForward, ClosingYear, OpenYear
from antragsbudget.core.statement import statement
from antragsbudget.language.messages import remedies
from antragsbudget.language.messages.form import AmountOutOfBounds, Placeholder
from antragsbudget.language.messages.funds import NotAvailable
from antragsbudget.language.messages.inputs import DayInFuture, Missing, NoSuchDay, UnknownArea
from antragsbudget.language.messages.irreversible import PaperStands
from antragsbudget.language.messages.notices import (
    ClockBeforeRelease,
    ClockBehind,
    Excess,
    Exhausted,
    MeetingPast,
    Shortfall,
    ShortNotice,
    WarnAt,
)
from antragsbudget.language.messages.procedure import (
    InFuture,
    OtherState,
    PersonsMissing,
    TaxWithoutNet,
)
from antragsbudget.language.messages.references import TwoDraws, UnknownEntry
from antragsbudget.language.records import Notice, Refusal


class TestASequenceThatAKaemmereiWouldTry:
    """DZ, 300,000 under a condition, from the block to the last cent."""

    def test_from_the_block_to_the_last_cent(self) -> None:
        kept = books()

        # everything blocked: a commitment is refused and 0.00 is available
        (violation,) = kept.ask.commit("DZ", "220.150,00").violations
        assert (violation.code, fact(violation, "available")) == ("blocked", eur("0.00"))
        assert kept.ten("DZ") == figures(blocked="300000.00", utilisation=None)

        # a reservation of 238,000.00 is admitted and 0.00 stays available
        planned = kept.reserve("DZ", "238.000,00")
        assert planned.notices == ()
        assert kept.ten("DZ") == figures(
            blocked="300000.00", reserved="238000.00", utilisation=None
        )

        # release 300,000.00
        kept.release("DZ", "300.000,00", decision="Kreistag 30.03.2022")
        assert kept.ten("DZ") == figures(
            reserved="238000.00", available="62000.00", utilisation="0.7933"
        )

        # commitment 220,150.00 on that reservation, final
        order = kept.commit("DZ", "220.150,00", reservation=1, final=True)
        assert order.effect.drawdown == Drawdown(
            1, eur("220150.00"), eur("17850.00"), eur("0.00"), eur("0.00")
        )
        assert order.notices == ()
        assert kept.ten("DZ") == figures(
            committed="220150.00", available="79850.00", utilisation="0.7338"
        )

        # expense 88,060.00 on the commitment: still 79,850.00, open 132,090.00
        part = kept.expense("DZ", "88.060,00", commitment=3)
        assert part.effect.drawdown == Drawdown(
            3, eur("88060.00"), eur("0.00"), eur("0.00"), eur("132090.00")
        )
        after_part = figures(
            committed="132090.00",
            ordered="88060.00",
            available="79850.00",
            utilisation="0.7338",
        )
        assert kept.ten("DZ") == after_part

        # final expense 134,000.00: the excess of 1,910.00 is named
        last = kept.expense("DZ", "134.000,00", commitment=3, final=True)
        assert last.effect.drawdown == Drawdown(
            3, eur("132090.00"), eur("0.00"), eur("1910.00"), eur("0.00")
        )
        assert last.notices == (Excess(entry=3, amount=eur("1910.00")),)
        assert kept.ten("DZ") == figures(
            ordered="222060.00", available="77940.00", utilisation="0.7402"
        )

        # reversal of that expense: the commitment open again with 132,090.00
        kept.reverse(5)
        assert kept.left(3) == "132.090,00"
        assert kept.ten("DZ") == after_part

        # one cent too much is refused with 0.01 missing
        before = kept.ten("DZ"), len(kept.balances.entries)
        (violation,) = kept.ask.commit("DZ", "79.850,01").violations
        assert (violation.code, fact(violation, "missing")) == ("not_available", eur("0.01"))
        assert violation.remedies == (
            remedies.BookAtMost(amount=eur("79850.00")),
            remedies.Transfer(source="dcp", allocation="dz", amount=eur("0.01")),
            remedies.Supplement(allocation="dz", amount=eur("0.01")),
        )
        assert (kept.ten("DZ"), len(kept.balances.entries)) == before

        # the last cent is admitted, with the warning that nothing is left
        everything = kept.commit("DZ", "79.850,00")
        assert everything.notices == (Exhausted(allocation="dz"),)
        assert kept.ten("DZ") == figures(
            committed="211940.00", ordered="88060.00", utilisation="1.0000"
        )

        # what was admitted one by one replays clean
        assert audit(budget(), kept.balances.entries.values()) == (kept.balances, [])


class TestADecision:
    def test_that_admits_has_the_entry_its_effect_and_the_figures_before_and_after(self) -> None:
        kept = books()
        decision = kept.ask.commit("DCP", "17.850,00", purpose="Penetrationstest")
        assert stored(decision.entry) == {
            "date": DAY,
            "allocation": "dcp",
            "amount": eur("17850.00"),
            "payee": "Prüfwerk GmbH",
            "purpose": "Penetrationstest",
        }
        assert decision.before == statement(kept.balances, YEAR, DAY)
        kept.commit("DCP", "17.850,00")
        assert decision.after == statement(kept.balances, YEAR, DAY)
        assert (decision.violations, decision.notices) == ((), ())

    def test_that_refuses_has_no_entry_and_leaves_the_figures(self) -> None:
        kept = books()
        decision = kept.ask.commit("DCP", "300.000,01")
        assert (decision.entry, decision.notices) == (None, ())
        assert decision.before == decision.after == statement(kept.balances, YEAR, DAY)

    def test_changes_nothing_by_being_made(self) -> None:
        kept = books()
        kept.ask.commit("DCP", "1,00")
        assert kept.balances == Balances.opening(budget())

    def test_numbers_and_dates_the_entry_and_says_who_recorded_it(self) -> None:
        kept = books()
        kept.reserve("DCP", "1,00")
        now = Now(DAY, MOMENT, "mü")
        words = {"allocation": "DCP", "amount": "1", "purpose": "p"}
        entry = admit(kept.balances, Proposal("reservation", words), now).entry
        assert entry is not None
        assert (entry.nr, entry.date, entry.recorded_at, entry.recorded_by, entry.hash) == (
            *(2, DAY, MOMENT, "mü"),
            "",
        )


class TestAllViolationsAtOnce:
    """All violations at once; a wrong word comes before a refusal by a rule."""

    def test_of_the_words_the_form_and_the_rules(self) -> None:
        kept = books(DCP, four_eyes_from=eur("5000.00"))
        asked = kept.ask.propose(
            "expense",
            allocation="DCP",
            amount="300.000,01",
            date="6.4.2022",
            area="Luftfahrt",
            purpose="GEGENSTAND",
            voucher="R-1",
        )
        assert [(type(v), v.field) for v in asked.violations] == [
            (UnknownArea, "area"),
            (Missing, "payee"),
            (Placeholder, "purpose"),
            (InFuture, None),
            (PersonsMissing, None),
            (NotAvailable, None),
        ]

    def test_a_value_that_could_not_be_read_is_not_called_missing_as_well(self) -> None:
        asked = books().ask.commit("DCP", "1,234")
        assert [(v.code, v.field) for v in asked.violations] == [("invalid_amount", "amount")]

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"date": "31.2.2022"}, "invalid_date"),
            ({"year": "MMXXII"}, "usage"),
            ({"reservation": "erste"}, "unknown_entry"),
            ({"allocation": "Luftfahrt"}, "unknown_allocation"),
        ],
    )
    def test_what_the_figures_depend_on_is_asked_for_before_they_are_judged(
        self, wrong: dict[str, str], code: str
    ) -> None:
        words: dict[str, str] = {"allocation": "DCP", "payee": "P", "purpose": "p", **wrong}
        asked = books().ask.propose("commitment", amount="300.000,01", **words)
        assert [v.code for v in asked.violations] == [code]

    def test_a_text_that_is_missing_does_not_hide_what_else_is_wrong(self) -> None:
        asked = books().ask.commit("DCP", "300.000,01", payee=None)
        assert [v.code for v in asked.violations] == ["missing_field", "not_available"]

    @pytest.mark.parametrize(
        ("kind", "words", "said"),
        [
            (
                "release",
                {"allocation": "Luftfahrt", "amount": "alles", "decision": "Kreistag"},
                [("unknown_allocation", "allocation")],
            ),
            (
                "carry_forward",
                {"allocation": "Luftfahrt", "amount": "alles", "from_year": "2022"},
                [("unknown_allocation", "allocation")],
            ),
            (
                "carry_forward",
                {"allocation": "DCP", "amount": "alles", "from_year": "22"},
                [("usage", "from_year")],
            ),
            (
                "consent",
                {"allocation": "DZ", "party": "Köln", "answer": "given", "reference": "Rat"},
                [("unknown_party", "party")],
            ),
            (
                "carry_forward",
                {"allocation": "Luftfahrt", "amount": "1,234", "from_year": "22"},
                [
                    ("unknown_allocation", "allocation"),
                    ("invalid_amount", "amount"),
                    ("usage", "from_year"),
                ],
            ),
        ],
    )
    def test_what_depends_on_a_value_that_could_not_be_read_is_not_told_as_well(
        self, kind: str, words: dict[str, str], said: list[tuple[str, str]]
    ) -> None:
        asked = books().ask.propose(kind, **words)
        assert [(v.code, v.field) for v in asked.violations] == said

    def test_what_several_rules_say_in_the_same_words_is_told_once(self) -> None:
        asked = books().ask.settle(9)
        assert asked.violations == (UnknownEntry(entry=9, last=0),)
        asked = books().ask.expense("DCP", "1,00", commitment=9, reservation=9)
        assert [type(v) for v in asked.violations] == [TwoDraws, UnknownEntry]
        asked = books().ask.commit("DCP", "1,00", tax_rate="19")
        assert [type(v) for v in asked.violations] == [TaxWithoutNet]


class TestTheWarnings:
    """On entries that lower `available`: from a utilisation of `warn_at` (0.90 unless set) on, and
    when `available` reaches 0, the command succeeds with a warning.
    """

    def test_one_cent_below_ninety_per_cent_is_silent(self) -> None:
        silent = books().commit("DCP", "269.999,99")
        assert silent.notices == ()
        assert ten(silent.after.line("dcp").figures)["utilisation"] == "0.9000"

    @pytest.mark.parametrize("amount", ["269.970,00", "269.997,00"])
    def test_89_99_per_cent_is_silent(self, amount: str) -> None:
        assert books().commit("DCP", amount).notices == ()

    def test_ninety_per_cent_warns(self) -> None:
        assert books().commit("DCP", "270.000,00").notices == (
            WarnAt(allocation="dcp", share=eur("0.9000"), available=eur("30000.00")),
        )

    @pytest.mark.parametrize(("amount", "said"), [("239.999,99", ()), ("240.000,00", ("warn_at",))])
    def test_the_share_can_be_set(self, amount: str, said: tuple[str, ...]) -> None:
        kept = books()
        kept.set("warn_at", "80 %")
        assert tuple(notice.code for notice in kept.commit("DCP", amount).notices) == said

    @pytest.mark.parametrize(
        ("amount", "said"),
        [("299.999,99", "warn_at"), ("300.000,00", "exhausted")],
    )
    def test_nothing_left_is_said_alone(self, amount: str, said: str) -> None:
        assert [notice.code for notice in books().expense("DCP", amount).notices] == [said]

    @pytest.mark.parametrize("verb", ["reserve", "commit", "expense", "block"])
    def test_every_entry_that_lowers_what_is_available_warns(self, verb: str) -> None:
        (notice,) = getattr(books(), verb)("DCP", "300.000,00").notices
        assert notice == Exhausted(allocation="dcp")

    def test_a_shortfall_is_told_with_its_amount(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        assert kept.block("DCP", "250.000,00", despite_shortfall=True).notices == (
            Shortfall(allocation="dcp", missing=eur("50000.00")),
        )

    def test_entries_that_do_not_lower_it_say_nothing_however_little_is_left(self) -> None:
        kept = books()
        kept.commit("DCP", "300.000,00")
        assert kept.expense("DCP", "100.000,00", commitment=1).notices == ()
        assert kept.pay(2).notices == ()
        assert kept.settle(1).notices == ()

    @pytest.mark.parametrize(
        ("amount", "said"),
        [
            ("200.000,00", Exhausted(allocation="dcp")),
            ("200.000,01", Shortfall(allocation="dcp", missing=eur("0.01"))),
        ],
    )
    def test_a_shortfall_is_not_called_exhausted(self, amount: str, said: Notice) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        assert kept.block("DCP", amount, despite_shortfall=True).notices == (said,)

    def test_a_shortfall_that_grows_no_larger_is_not_told_again(self) -> None:
        kept = books()
        kept.commit("DCP", "100.000,00")
        kept.block("DCP", "250.000,00", despite_shortfall=True)
        assert kept.supplement("DCP", "0,01").notices == ()
        assert kept.expense("DCP", "1,00", commitment=1).notices == ()

    def test_a_transfer_is_warned_about_where_it_comes_from(self) -> None:
        assert books().transfer("DCP", "DZ", "299.999,99").notices == ()
        kept = books()
        kept.commit("DCP", "270.000,00")
        assert [notice.code for notice in kept.transfer("DCP", "DZ", "0,01").notices] == ["warn_at"]

    def test_a_reservation_on_blocked_money_lowers_nothing(self) -> None:
        assert books().reserve("DZ", "300.000,00").notices == ()

    def test_the_share_is_that_of_the_money_that_is_not_blocked(self) -> None:
        kept = books()
        kept.release("DZ", "100,00")
        assert kept.ask.commit("DZ", "89,99").notices == ()
        assert [notice.code for notice in kept.ask.commit("DZ", "90,00").notices] == ["warn_at"]

    @pytest.mark.parametrize(("amount", "said"), [("0,80", []), ("0,90", ["warn_at"])])
    def test_the_share_of_the_least_money_counts_as_well(
        self, amount: str, said: list[str]
    ) -> None:
        least = books(Allocation(id="a", amount=eur("1.00")))
        assert [notice.code for notice in least.commit("a", amount).notices] == said

    @pytest.mark.parametrize(("amount", "excess"), [("100,00", []), ("100,01", ["0.01"])])
    def test_the_excess_of_a_draw_is_named_from_the_first_cent_on(
        self, amount: str, excess: list[str]
    ) -> None:
        kept = books()
        kept.commit("DCP", "100,00")
        assert kept.expense("DCP", amount, commitment=1).notices == tuple(
            Excess(entry=1, amount=eur(cent)) for cent in excess
        )

    def test_a_clock_that_ran_back_only_warns(self) -> None:
        """Order is `nr`, a clock that ran back only warns."""
        kept = books()
        kept.reserve("DCP", "1,00")
        last = kept.balances.entries[1].recorded_at
        words = Proposal("settlement", {"entry": "1"})
        same = admit(kept.balances, words, Now(DAY, last, "kb"))
        earlier = admit(kept.balances, words, Now(DAY, last - timedelta(seconds=1), "kb"))
        assert same.notices == ()
        assert earlier.notices == (ClockBehind(entry=1),)

    def test_a_clock_that_shows_a_day_before_the_release_of_this_program_only_warns(self) -> None:
        words = Proposal("reservation", {"allocation": "DCP", "amount": "1", "purpose": "p"})
        behind = admit(books().balances, words, Now(DAY, MOMENT, "kb", before=AFTER))
        right = admit(books().balances, words, Now(DAY, MOMENT, "kb"))
        assert behind.notices == (ClockBeforeRelease(date=DAY, released=AFTER),)
        assert right.notices == ()
        assert behind.entry == right.entry is not None


class TestIssuingAPaper:
    """A paper reaches the members six days before the meeting (§ 1 of the county's
    Geschäftsordnung).
    """

    @pytest.mark.parametrize(
        ("days", "notices"),
        [
            (7, ()),
            (6, ()),
            (5, (ShortNotice(date=DAY + timedelta(days=5), days=5),)),
            (0, (ShortNotice(date=DAY, days=0),)),
            (-1, (MeetingPast(date=DAY - timedelta(days=1)),)),
        ],
    )
    def test_later_than_six_days_before_the_meeting_warns(
        self, days: int, notices: tuple[Notice, ...]
    ) -> None:
        meeting = DAY + timedelta(days=days)
        decision = books().ask.issue(meeting=meeting.isoformat())
        assert decision.violations == ()
        assert decision.notices == notices

    def test_counts_from_the_day_on_which_it_is_recorded_whatever_its_value_date(self) -> None:
        meeting = DAY + timedelta(days=5)
        decision = books().ask.issue(meeting=meeting.isoformat(), date="2022-03-01")
        assert [notice.code for notice in decision.notices] == ["short_notice"]

    def test_changes_no_figure(self) -> None:
        kept = books()
        decision = kept.issue(number="68/1234", files=("0" * 64,), public=False)
        assert (decision.effect, decision.before) == (NOTHING, decision.after)
        assert stored(decision.entry) == {
            "date": DAY,
            "meeting": MEETING,
            "as_of": DAY,
            "fingerprint": FINGERPRINT,
            "number": "68/1234",
            "public": False,
            "files": ("0" * 64,),
        }
        assert kept.balances.papers == [decision.entry]

    def test_needs_a_meeting_and_a_day_and_a_state(self) -> None:
        said = books().ask.propose("paper").violations
        assert [(v.code, v.field) for v in said] == [
            ("missing_field", "meeting"),
            ("missing_field", "as_of"),
            ("missing_field", "fingerprint"),
        ]

    @pytest.mark.parametrize("field", ["meeting", "as_of"])
    def test_on_a_day_that_could_not_be_read_is_refused_once(self, field: str) -> None:
        (said,) = books().ask.issue(**{field: "31.2.2022"}).violations
        assert said == NoSuchDay(field=field, text="31.2.2022", last=date(2022, 2, 28))

    def test_of_another_state_or_a_day_to_come_is_refused(self) -> None:
        kept = Books(Balances.opening(budget(), FINGERPRINT))
        assert kept.ask.issue().violations == ()
        said = kept.ask.issue(fingerprint="f" * 64, as_of="06.04.2022").violations
        assert [type(violation) for violation in said] == [OtherState, DayInFuture]

    def test_is_never_taken_back(self) -> None:
        kept = books()
        kept.issue()
        (said,) = kept.ask.reverse(1).violations
        assert type(said) is PaperStands

    def test_in_a_year_that_is_over_is_of_the_latest_open_one(self) -> None:
        kept = books()
        kept.today = IN_NEXT_YEAR
        kept.close()
        late = kept.issue(date="31.12.2022", as_of="31.12.2022").entry
        assert late is not None
        assert (late.year, late.budget_year) == (2023, 2023)


class TestTheYearThatIsShown:
    def test_is_that_of_what_the_entry_changes(self) -> None:
        kept = two_years()
        assert kept.ask.commit("DCP", "1,00").before.year == 2022
        assert kept.ask.commit("DCP", "1,00", year=2023).before.year == 2023

    def test_is_the_latest_open_one_where_it_changes_nothing(self) -> None:
        assert two_years().ask.consent("Neuss").before.year == 2023

    def test_is_the_year_that_ends_while_its_money_is_carried(self) -> None:
        kept = books()
        carried = kept.carry("DCP", "100,00")
        assert (carried.before.year, carried.after.year) == (2022, 2022)
        assert (carried.before.total.changes, carried.after.total.changes) == (
            eur("0.00"),
            eur("-100.00"),
        )

    def test_is_the_one_that_begins_once_the_year_was_closed_though_nothing_moved(self) -> None:
        ended = books().ask.close()
        assert (ended.before.year, ended.after.year) == (2022, 2023)

    def test_of_a_close_that_is_refused_stays(self) -> None:
        refused = books().ask.close(2021)
        assert refused.before == refused.after
        assert refused.before.year == 2022

    def test_is_the_closed_one_where_an_entry_touches_no_other(self) -> None:
        kept = books()
        kept.expense("DCP", "100,00")
        kept.today = IN_NEXT_YEAR
        kept.close()
        paid = kept.pay(1)
        assert (paid.before.year, paid.after.year) == (2022, 2022)
        assert (paid.before.total.paid, paid.after.total.paid) == (eur("0.00"), eur("100.00"))
        assert kept.ask.supplement("DCP", "1,00").before.year == 2023

    def test_is_the_open_one_where_an_entry_touches_both(self) -> None:
        kept = books()
        kept.commit("DCP", "100,00")
        kept.today = IN_NEXT_YEAR
        kept.close()
        kept.expense("DCP", "60,00", commitment=1, date="31.12.2022")
        undone = kept.ask.reverse(3)
        assert (undone.before.year, undone.after.year) == (2023, 2023)
        assert (undone.before.total.ordered, undone.after.total.ordered) == (
            eur("60.00"),
            eur("0.00"),
        )


class TestProposalsTogether:
    """`close-year` records what is carried and the end of the year, all or nothing: each is decided
    on after those before it.
    """

    def asked(self, kept: Books, *words: tuple[str, dict[str, str]]) -> list[Decision]:
        proposals = [Proposal(kind, given) for kind, given in words]
        return admit_each(kept.balances, proposals, Now(DAY, MOMENT, "kb"))

    def test_of_none_is_no_decision(self) -> None:
        assert self.asked(books()) == []

    def test_of_one_is_its_decision_and_records_nothing(self) -> None:
        kept = books()
        (decision,) = self.asked(kept, ("measure", {"measure": "netz", "status": "planned"}))
        assert decision.entry is not None
        assert kept.balances == Balances.opening(budget())

    def test_builds_on_those_before(self) -> None:
        kept = books()
        booking = {"allocation": "DCP", "amount": "1", "measure": "netz", "purpose": "p"}
        new = {"measure": "netz", "status": "planned"}
        first, second = self.asked(kept, ("measure", new), ("reservation", booking))
        assert first.entry is not None
        assert second.entry is not None
        assert (first.entry.nr, second.entry.nr, list(kept.balances.entries)) == (1, 2, [1])

    def test_goes_on_after_a_refusal_without_what_was_refused(self) -> None:
        kept = books()
        carry = {"allocation": "DCP", "amount": "300.000,01", "from_year": "2022"}
        first, second = self.asked(kept, ("carry_forward", carry), ("year_close", {"year": "2022"}))
        assert first.entry is None
        assert second.entry is not None
        assert (second.entry.nr, kept.balances.entries) == (1, {})


def two_years() -> Books:
    """Return books in which the next year is open too, with money of its own."""
    kept = books()
    kept.balances.open_years.add(2023)
    kept.balances.positions["dcp", 2023] = replace(kept.position("DCP"))
    return kept


# What one rule alone says something to, once.
BROKEN: list[tuple[Rule, list[Entry]]] = [
    (KnownNames(), [commitment(1, allocation="dx")]),
    (Drawing(), [commitment(1, final=True)]),
    (Naming(), [payment(1, 9)]),
    (OwnYear(), [expense(1), year_close(2), payment(3, 1, year=2023)]),
    (StandingEntry(), [commitment(1), reversal(2, 1), settlement(3, 1)]),
    (Reversing(), [setting(1), reversal(2, 1)]),
    (OpenYear(), [commitment(1, year=2023)]),
    (ValidSetting(), [setting(1, value="2.00")]),
    (Tax(), [commitment(1, tax_rate=eur("19.00"))]),
    (ValueDate(), [commitment(1, date=AFTER + timedelta(days=1))]),
    (Explained(), [cut(1, despite_shortfall=True)]),
    (SameInvoice(), [expense(1, voucher="R"), expense(2, voucher="R")]),
    (FourEyes(), [expense(1, certified_by="kb", ordered_by="kb")]),
    (ClosingYear(), [year_close(1, date=DAY - timedelta(days=100), year=2022)]),
    (FixedState(), [issued_paper(1, as_of=AFTER + timedelta(days=1))]),
    (CarryingForward(), [carry_forward(1, to_year=2024)]),
    (Availability(), [commitment(1, amount="300000.01")]),
    (Floor(), [block(1, amount="300000.01", despite_shortfall=True)]),
]


class TestTheAudit:
    """`verify` replays everything under the rules that admitted it; all findings at once."""

    def test_of_an_orderly_ledger_finds_nothing(self) -> None:
        entries: list[Entry] = [
            reservation(1),
            commitment(2, reservation=1, amount="130.00", final=True),
            expense(3, commitment=2),
            payment(4, 3),
            setting(5),
            release(6),
            measure(7, allocation="dcp", planned="500.00"),
            transfer(8),
            supplement(9, allocation="dz"),
            cut(10),
            block(11),
            commitment(12, measure="pentest"),
            carry_forward(13, amount="299570.00", blocked="100.00"),
            year_close(14),
            commitment(15, amount="299470.00", year=2023),
            expense(16, commitment=12, year=2023),
            issued_paper(17, year=2023),
        ]
        assert {entry.kind for entry in entries} == KINDS.keys() - {
            *("settlement", "refund", "reversal", "consent"),
        }
        assert audit(budget(), entries) == (fold(budget(), entries), [])

    def test_knows_the_state_that_the_first_paper_fixes_by_the_hash_of_the_header(self) -> None:
        entries = [issued_paper(1, fingerprint=FINGERPRINT)]
        assert audit(budget(), entries, FINGERPRINT)[1] == []
        (finding,) = audit(budget(), entries, "f" * 64)[1]
        assert (finding.entry, type(finding.violation)) == (1, OtherState)

    def test_knows_the_state_that_a_later_paper_fixes_by_the_entry_before(self) -> None:
        """Fingerprint of the state before it."""
        before = block(1, hash=FINGERPRINT)
        right = issued_paper(2, fingerprint=FINGERPRINT, hash="f" * 64)
        assert audit(budget(), [before, right])[1] == []
        (finding,) = audit(budget(), [before, right, replace(right, nr=3)])[1]
        assert (finding.entry, type(finding.violation)) == (3, OtherState)

    @pytest.mark.parametrize(("days", "said"), [(0, []), (1, []), (2, [DayInFuture])])
    def test_a_paper_may_tell_the_state_of_one_day_after_the_recording(
        self, days: int, said: list[type[Refusal]]
    ) -> None:
        entry = issued_paper(1, as_of=DAY + timedelta(days=days))
        assert [type(finding.violation) for finding in audit(budget(), [entry])[1]] == said

    @pytest.mark.parametrize(
        ("rule", "entries"), BROKEN, ids=[type(rule).__name__ for rule, _ in BROKEN]
    )
    def test_asks_each_rule(self, rule: Rule, entries: list[Entry]) -> None:
        *earlier, last = entries
        before = fold(budget(), earlier)
        (said,) = rule.check(Case(before, last, before.effect(last), AFTER))
        assert audit(budget(), entries)[1] == [Finding(last.nr, said)]

    def test_knows_no_other_rules(self) -> None:
        assert [rule for rule, _ in BROKEN] == [*NAMES, *YEARS, *VOUCHERS, *FUNDS]

    def test_tells_every_entry_and_counts_it_all_the_same(self) -> None:
        entries: list[Entry] = [
            commitment(1, allocation="dz"),
            payment(2, 1),
            block(3, amount="300000.01", despite_shortfall=True),
            reversal(4, 1),
            transfer(5, to="dcp"),
            cut(6, despite_shortfall=True),
            carry_forward(7, allocation="dz", amount="50.00"),
            year_close(8, year=2023),
            commitment(9, measure="netz", year=2023),
            commitment(10, year=2023),
        ]
        balances, findings = audit(budget(), entries)
        assert [(finding.entry, finding.violation.code) for finding in findings] == [
            (1, "blocked"),
            (2, "unknown_entry"),
            (3, "below_floor"),
            (4, "named_by_others"),
            (5, "usage"),
            (6, "missing_field"),
            (7, "usage"),
            (8, "year_closed"),
            (9, "unknown_measure"),
            (10, "year_closed"),
        ]
        assert balances == fold(budget(), entries)

    def test_asks_the_rules_only_of_what_has_a_form(self) -> None:
        formless = commitment(1, amount="-1.00", payee="GREMIUM, DATUM, VORLAGE", year=2031)
        assert audit(budget(), [formless])[1] == [
            Finding(1, AmountOutOfBounds(field="amount")),
            Finding(1, Placeholder(field="payee")),
        ]

    @pytest.mark.parametrize(("days", "said"), [(0, []), (1, []), (2, [InFuture])])
    def test_a_value_date_may_be_one_day_after_the_recording(
        self, days: int, said: list[type[Refusal]]
    ) -> None:
        """For `verify`: more than one day after `recorded_at` is `invalid_date`."""
        entry = commitment(1, date=DAY + timedelta(days=days))
        findings = audit(budget(), [entry])[1]
        assert [type(finding.violation) for finding in findings] == said

    def test_an_entry_recorded_on_the_last_day_there_is_is_judged(self) -> None:
        last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
        assert audit(budget(), [commitment(1, recorded_at=last)])[1] == []

    def test_a_draft_without_names_has_no_effect(self) -> None:
        assert books().ask.commit("Luftfahrt", "1,00").effect == NOTHING
