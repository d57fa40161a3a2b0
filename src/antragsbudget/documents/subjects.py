"""Entries in a few words: what each is about, and the names of its allocations."""

from decimal import Decimal
from typing import assert_never

from antragsbudget.core.budget import Budget
from antragsbudget.core.entries import (
    Block,
    CarryForward,
    Commitment,
    Consent,
    Cut,
    Entry,
    Expense,
    IssuedPaper,
    Measure,
    Payment,
    Refund,
    Release,
    Reservation,
    Reversal,
    Setting,
    Settlement,
    Supplement,
    Transfer,
    YearClose,
    allocations_of,
)
from antragsbudget.language import Language, documents, formats, subjects, vocabulary
from antragsbudget.values.money import is_amount_literal

LONGEST_NUMBER = 40  # characters; a longer one is shown as it is written


def payee_of(entry: Entry) -> str:
    """Return the payee of a booking; nothing for other entries."""
    return getattr(entry, "payee", None) or ""


def subject_of(entry: Entry, language: Language) -> str:
    """Return in a few words what an entry is about, as it was typed."""
    match entry:
        case Reservation() | Commitment():
            return entry.purpose
        case Expense():
            return _joined(entry.purpose, subjects.voucher(entry.voucher, language))
        case Payment():
            return subjects.on_entry(entry.entry, language)
        case Refund():
            return _joined(subjects.on_entry(entry.entry, language), entry.purpose)
        case Settlement() | Reversal():
            return _joined(subjects.on_entry(entry.entry, language), entry.reason)
        case Transfer() | Cut():
            return _joined(entry.decision, entry.reason)
        case Supplement():
            basis = vocabulary.BASES[entry.basis].said(language)
            return _joined(basis, entry.decision, entry.reason)
        case Block():
            return _joined(entry.reason, entry.decision)
        case Release():
            return entry.decision
        case Consent():
            answer = vocabulary.ANSWERS[entry.answer].said(language)
            return _joined(f"{entry.party}: {answer}", entry.reference)
        case Measure():
            return f"{entry.measure}: {_state(entry, language)}"
        case CarryForward():
            kept = entry.blocked
            blocked = None if kept is None else subjects.of_which_blocked(kept, language)
            return _joined(f"{entry.from_year} → {entry.to_year}", blocked, entry.reason)
        case YearClose():
            return _joined(subjects.budget_year(entry.year, language), entry.reason)
        case IssuedPaper():
            meeting = subjects.meeting(entry.meeting, language)
            hidden = documents.NOT_PUBLIC.said(language) if entry.public is False else None
            return _joined(entry.number, meeting, hidden)
        case Setting():
            key = vocabulary.SETTINGS[entry.key].said(language)
            return _joined(f"{key}: {setting_value(entry, language)}", entry.decision)
        case _:
            assert_never(entry)


def setting_value(setting: Setting, language: Language) -> str:
    """Return the value of a setting as it is read: a share in per cent, an amount in euro."""
    if not is_amount_literal(setting.value) or len(setting.value) > LONGEST_NUMBER:
        return setting.value  # a name, or a forged value
    match setting.key:
        case "warn_at":
            return formats.percent(Decimal(setting.value), language)
        case "four_eyes_from":
            return formats.euro(Decimal(setting.value), language)
        case _:
            return setting.value


def names_of(entry: Entry, budget: Budget) -> str:
    """Return the names of the allocations that an entry stands on: `DCP`, `DCP → DZ` or none."""
    return " → ".join(formats.visible(budget.allocation(key).name) for key in allocations_of(entry))


def _state(measure: Measure, language: Language) -> str:
    """Return what an entry says about its measure, in the order in which people say it."""
    status = measure.status and vocabulary.STATUSES[measure.status].said(language)
    planned = target = None
    if measure.planned is not None:
        planned = subjects.planned(measure.planned, language)
    if measure.target_date is not None:
        target = subjects.finished_by(measure.target_date, language)
    texts = (
        measure.title,
        status,
        planned,
        measure.result,
        measure.next_step,
        target,
        measure.area,
    )
    return _joined(*texts, measure.funding) or "–"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def basis(budget: Budget, adopted: Setting | None, language: Language) -> str:
    """Return the legal basis of the money: the resolution, or that none is recorded."""
    if adopted is None:
        return subjects.basis_without_resolution(budget.motion_date, language)
    texts = {adopted.value: None, adopted.decision: None}  # once, where both say the same
    return subjects.basis(", ".join(map(formats.visible, texts)), language)
