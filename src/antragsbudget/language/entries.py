"""Entries in a few words: what each is about, and by what name it is called."""

from decimal import Decimal
from typing import assert_never

from antragsbudget.core.entries import (
    Block,
    Commitment,
    Consent,
    Entry,
    Expense,
    Payment,
    Refund,
    Release,
    Reservation,
    Reversal,
    Setting,
    Settlement,
)
from antragsbudget.language import Both, Language, formats, vocabulary


def payee_of(entry: Entry) -> str:
    """Return the payee of a booking; nothing for other entries."""
    return (entry.payee or "") if isinstance(entry, Reservation | Commitment | Expense) else ""


def subject_of(entry: Entry, language: Language) -> str:
    """Return in a few words what an entry is about, as it was typed."""
    match entry:
        case Reservation() | Commitment():
            return entry.purpose
        case Expense():
            return _joined(
                entry.purpose, Both("Beleg", "voucher").said(language) + f" {entry.voucher}"
            )
        case Payment():
            return _on(entry.entry, language)
        case Refund():
            return _joined(_on(entry.entry, language), entry.purpose)
        case Settlement() | Reversal():
            return _joined(_on(entry.entry, language), entry.reason)
        case Block():
            return _joined(entry.reason, entry.decision)
        case Release():
            return entry.decision
        case Consent():
            answer = vocabulary.ANSWERS[entry.answer].said(language)
            return _joined(f"{entry.party}: {answer}", entry.reference)
        case Setting():
            key = vocabulary.SETTINGS[entry.key].said(language)
            return _joined(f"{key}: {setting_value(entry, language)}", entry.decision)
        case _:
            assert_never(entry)


def setting_value(setting: Setting, language: Language) -> str:
    """Return the value of a setting as it is read: a share in per cent, an amount in euro."""
    match setting.key:
        case "warn_at":
            return formats.percent(Decimal(setting.value), language)
        case "four_eyes_from":
            return formats.euro(Decimal(setting.value), language)
        case _:
            return setting.value


def _on(nr: int, language: Language) -> str:
    return Both(f"zu Nr. {nr}", f"on no. {nr}").said(language)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
