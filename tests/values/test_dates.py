"""What a person may type for a day, and how a day is shown."""

from contextlib import suppress
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from antragsbudget.values.dates import (
    DateError,
    NoSuchDayError,
    NoSuchMonthError,
    TooEarlyError,
    in_english,
    in_german,
    parse,
)

TODAY = date(2022, 3, 1)


class TestWhatIsAccepted:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("2022-04-05", date(2022, 4, 5)),
            ("5.4.2022", date(2022, 4, 5)),
            ("05.04.2022", date(2022, 4, 5)),
            ("05.04.22", date(2022, 4, 5)),
            ("5.4.22", date(2022, 4, 5)),
            ("1.1.00", date(2000, 1, 1)),
            ("31.12.99", date(2099, 12, 31)),
            ("29.2.2024", date(2024, 2, 29)),
            ("  2022-04-05 ", date(2022, 4, 5)),
            ("5. April 2022", date(2022, 4, 5)),
            ("5 april 2022", date(2022, 4, 5)),
            ("31. März 2022", date(2022, 3, 31)),
            ("1 March 2022", date(2022, 3, 1)),
            ("31. Dezember 2022", date(2022, 12, 31)),
            ("31 december 2022", date(2022, 12, 31)),
            ("05042022", date(2022, 4, 5)),
            ("29022024", date(2024, 2, 29)),
            ("1.1.1900", date(1900, 1, 1)),
        ],
    )
    def test_is_a_day_of_the_calendar(self, typed: str, day: date) -> None:
        assert parse(typed, TODAY) == day

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("1.3.", date(2022, 3, 1)),  # TODAY
            ("28.02.", date(2022, 2, 28)),
            ("2.3.", date(2021, 3, 2)),
            ("31.12.", date(2021, 12, 31)),
            ("29.2.", date(2020, 2, 29)),
        ],
    )
    def test_a_day_without_a_year_is_the_latest_one_up_to_today(
        self, typed: str, day: date
    ) -> None:
        assert parse(typed, TODAY) == day

    def test_the_leap_day_without_a_year_is_found_over_a_century_that_had_none(self) -> None:
        assert parse("29.2.", date(2104, 2, 28)) == date(2096, 2, 29)

    @pytest.mark.parametrize("typed", ["heute", "today", "Heute", "TODAY", " heute "])
    def test_today_is_the_day_that_was_given(self, typed: str) -> None:
        assert parse(typed, TODAY) == TODAY

    @pytest.mark.parametrize("typed", ["gestern", "yesterday", "GESTERN", " Yesterday "])
    def test_yesterday_is_the_day_before(self, typed: str) -> None:
        assert parse(typed, TODAY) == date(2022, 2, 28)

    def test_the_day_before_yesterday_is_a_word_in_german(self) -> None:
        assert parse("vorgestern", TODAY) == date(2022, 2, 27)

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("Montag", date(2022, 2, 28)),
            ("letzten Montag", date(2022, 2, 28)),
            ("last Sunday", date(2022, 2, 27)),
            ("mittwoch", date(2022, 2, 23)),
            ("Tuesday", date(2022, 2, 22)),  # TODAY is one: the last before it
        ],
    )
    def test_a_weekday_is_the_last_one_before_today(self, typed: str, day: date) -> None:
        assert parse(typed, TODAY) == day

    @given(st.dates(min_value=date(1, 1, 8)), st.sampled_from(["sonntag", "Sunday"]))
    def test_a_weekday_is_one_to_seven_days_ago(self, today: date, typed: str) -> None:
        day = parse(typed, today)
        assert (day.isoweekday(), 1 <= (today - day).days <= 7) == (7, True)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "typed",
        [
            *("", " ", "2022-4-5", "22-04-05", "05-04-2022", "2022/04/05"),
            *(
                "2022.04.05",
                "5.4",
                "5..",
                "5042022",
                "050422",
                "5.4.022",
                "5.4.20222",
                "005.4.2022",
                "5. 4. 2022",
            ),
            *("4/5/2022", "-5.4.22", "2022-04-05T00:00", "2022-W14-2", "2022-04-05\x00"),
            *("1649116800", "0", "morgen", "tomorrow", "heute.", "letzten", "nächsten montag"),
            *("5. Brumaire 2022", "5. April 22", "April 2022", "mon", "may 2022"),
            *("\u0662\u0660\u0662\u0662-04-05", "5.4.\u0662\u0662"),
        ],
    )
    def test_is_any_other_form(self, typed: str) -> None:
        with pytest.raises(DateError) as refused:
            parse(typed, TODAY)
        assert refused.value.text == typed

    @pytest.mark.parametrize(
        ("typed", "last"),
        [
            ("31.11.2022", date(2022, 11, 30)),
            ("2022-02-29", date(2022, 2, 28)),
            ("30.2.2024", date(2024, 2, 29)),
            ("31. April 2022", date(2022, 4, 30)),
            ("32.12.22", date(2022, 12, 31)),
            ("0.1.2022", date(2022, 1, 31)),
            ("31112022", date(2022, 11, 30)),
            ("31.11.", date(2022, 11, 30)),
            ("30.2.", date(2022, 2, 28)),
        ],
    )
    def test_is_a_day_that_its_month_does_not_have(self, typed: str, last: date) -> None:
        with pytest.raises(NoSuchDayError) as refused:
            parse(typed, TODAY)
        assert (refused.value.text, refused.value.last) == (typed, last)

    @pytest.mark.parametrize("typed", ["1.0.2022", "1.13.2022", "2022-13-01", "20220405", "1.13."])
    def test_is_a_month_that_no_calendar_has(self, typed: str) -> None:
        with pytest.raises(NoSuchMonthError) as refused:
            parse(typed, TODAY)
        assert refused.value.text == typed

    @pytest.mark.parametrize(
        "typed", ["5.4.0026", "6.11.1022", "31.12.1899", "1. Mai 0022", "0000-01-01", "05040022"]
    )
    def test_is_a_day_before_1900(self, typed: str) -> None:
        with pytest.raises(TooEarlyError) as refused:
            parse(typed, TODAY)
        assert refused.value.text == typed

    def test_is_a_hostile_length_with_a_short_message(self) -> None:
        with pytest.raises(DateError) as refused:
            parse("1" * 1_000_000, TODAY)
        assert len(str(refused.value)) < 100

    @given(st.text(max_size=20) | st.text(alphabet="0123456789.-", max_size=10))
    def test_nothing_else_is_raised(self, text: str) -> None:
        with suppress(DateError):
            parse(text, TODAY)


class TestHowADayIsShown:
    def test_in_german_and_in_english(self) -> None:
        assert in_german(date(2022, 4, 5)) == "05.04.2022"
        assert in_english(date(2022, 4, 5)) == "2022-04-05"

    @given(st.dates(min_value=date(1900, 1, 1)))
    def test_what_is_shown_can_be_typed_back(self, day: date) -> None:
        assert parse(in_german(day), TODAY) == parse(in_english(day), TODAY) == day

    @given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
    def test_german_days_are_those_of_the_locale_data(self, day: date) -> None:
        assert in_german(day) == format_date(day, format="medium", locale="de_DE")
        assert parse(format_date(day, format="short", locale="de_DE"), TODAY) == day
