"""What the money does not cover."""

from decimal import Decimal

from antragsbudget.language.conditions import ReasonsOfBlock
from antragsbudget.language.records import Mistyped, Refusal
from antragsbudget.language.speaker import Speaker


class NotAvailable(Refusal, frozen=True, kw_only=True):
    """An allocation has too little for an entry of `kind`: the figures before it, what is missing."""

    code = "not_available"
    allocation: str
    year: int
    kind: str
    missing: Decimal
    revised: Decimal
    blocked: Decimal
    reserved: Decimal
    available: Decimal
    amount: Decimal | None = None  # of the entry, if it has one of its own

    def sentence(self, w: Speaker) -> str:
        name, missing = w.long_name(self.allocation), w.euro(self.missing)
        return w.said(
            f"{name}: Die Mittel reichen nicht aus; es fehlen {missing}",
            f"{name} does not cover this; short by {missing}",
        )

    def figures(self, w: Speaker) -> str:
        """Return the money line: the amounts available and asked for."""
        parts = [f"{w.figure('revised')} {w.euro(self.revised)}"]
        if self.blocked:
            parts.append(f"{w.figure('blocked')} {w.euro(self.blocked)}")
        if self.reserved:
            parts.append(f"{w.figure('reserved')} {w.euro(self.reserved)}")
        parts.append(f"{w.figure('available')} {w.euro(self.available)}")
        if self.amount is not None:
            parts.append(f"{w.this(self.kind)} {w.euro(self.amount)}")
        return " · ".join(parts)


class NotAvailableToReverse(NotAvailable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"der Storno ist nicht gedeckt: auf {name} fehlen {missing}",
            f"the reversal is not covered: {name} is short by {missing}",
        )


class NotAvailableToTransfer(NotAvailable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"auf {name} ist weniger verfügbar, als umgeschichtet werden soll; es fehlen {missing}",
            f"less is available on {name} than is to be transferred; short by {missing}",
        )


class NotAvailableToCut(NotAvailable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"die Kürzung lässt auf {name} einen Fehlbetrag von {missing}",
            f"the cut leaves {name} with a shortfall of {missing}",
        )


class NotAvailableToBlock(NotAvailable, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"auf {name} ist weniger frei, als gesperrt werden soll; es fehlen {missing}",
            f"less is free on {name} than is to be blocked; short by {missing}",
        )


class Blocked(NotAvailable, frozen=True, kw_only=True):
    """The money is there, but blocked, and why."""

    code = "blocked"
    reasons: ReasonsOfBlock

    def sentence(self, w: Speaker) -> str:
        name, missing = w.long_name(self.allocation), w.euro(self.missing)
        return w.said(
            f"{name} ist gesperrt; es fehlen {missing} an freien Mitteln",
            f"{name} is blocked; short of {missing} in unblocked funds",
        )

    def context(self, w: Speaker) -> str:
        """Return why the money is blocked, and the state of the consents."""
        return " · ".join(self.reasons.in_words(w))


class BlockedInPart(Blocked, frozen=True, kw_only=True):
    def sentence(self, w: Speaker) -> str:
        name, missing = w.long_name(self.allocation), w.euro(self.missing)
        return w.said(
            f"{name} ist zum Teil gesperrt; es fehlen {missing} an freien Mitteln",
            f"{name} is blocked in part; short of {missing} in unblocked funds",
        )


class NothingBlocked(Refusal, frozen=True, kw_only=True):
    """A release of everything blocked, when nothing is blocked."""

    code = "nothing_open"
    allocation: str

    def sentence(self, w: Speaker) -> str:
        name = w.name(self.allocation)
        return w.said(f"auf {name} ist nichts gesperrt", f"nothing is blocked on {name}")


class ReleaseOfNothing(NothingBlocked, frozen=True, kw_only=True):
    """A release of an amount, when nothing is blocked."""

    code = "below_floor"
    amount: Decimal


class ReleaseAboveBlocked(Refusal, frozen=True, kw_only=True):
    code = "below_floor"
    allocation: str
    blocked: Decimal
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        name, blocked, amount = w.name(self.allocation), w.euro(self.blocked), w.euro(self.amount)
        return w.said(
            f"auf {name} sind nur {blocked} gesperrt, freigegeben werden sollen {amount}",
            f"only {blocked} is blocked on {name}; {amount} is to be released",
        )


class RefundAboveLeft(Refusal, frozen=True, kw_only=True):
    code = "below_floor"
    entry: int
    left: Decimal
    amount: Decimal

    def sentence(self, w: Speaker) -> str:
        nr, left, amount = w.nr(self.entry), w.euro(self.left), w.euro(self.amount)
        return w.said(
            f"von {nr} sind noch {left} übrig, abgesetzt werden sollen {amount}",
            f"{left} is left of {nr}; {amount} is to be taken off",
        )


class BelowFloor(Refusal, frozen=True, kw_only=True):
    code = "below_floor"
    allocation: str
    figure: str
    after: Decimal
    limit: Decimal

    def sentence(self, w: Speaker) -> str:
        name, after, limit = w.name(self.allocation), w.euro(self.after), w.euro(self.limit)
        figure = w.said("gezahlt", "paid") if self.figure == "paid" else w.figure(self.figure)
        return w.said(
            f"auf {name} wären dann {after} {figure}; die Grenze ist {limit}",
            f"on {name} “{figure}” would become {after}; the limit is {limit}",
        )


class RevisedBelowFloor(Refusal, frozen=True, kw_only=True):
    code = "below_floor"
    allocation: str
    after: Decimal

    def sentence(self, w: Speaker) -> str:
        name, after = w.name(self.allocation), w.euro(self.after)
        return w.said(
            f"der fortgeschriebene Ansatz von {name} würde negativ ({after})",
            f"the revised appropriation of {name} would become negative ({after})",
        )


class EntryBelowFloor(Refusal, frozen=True, kw_only=True):
    code = "below_floor"
    entry: int
    after: Decimal

    def sentence(self, w: Speaker) -> str:
        nr, after = w.nr(self.entry), w.euro(self.after)
        return w.said(
            f"{nr} würde dadurch negativ ({after})", f"{nr} would become negative ({after})"
        )


class NothingToCarry(Refusal, frozen=True, kw_only=True):
    """A carry-forward of everything left, when nothing is left."""

    code = "nothing_open"
    allocation: str

    def sentence(self, w: Speaker) -> str:
        name = w.name(self.allocation)
        return w.said(
            f"auf {name} ist nichts übrig, was übertragen werden könnte",
            f"nothing is left on {name} that could be carried forward",
        )


class CarryOfNothing(NothingToCarry, frozen=True, kw_only=True):
    """A carry-forward of an amount, when nothing is left."""

    code = "not_available"
    amount: Decimal
    missing: Decimal


class CarryAboveLeft(Refusal, frozen=True, kw_only=True):
    code = "not_available"
    allocation: str
    amount: Decimal
    left: Decimal
    missing: Decimal

    def sentence(self, w: Speaker) -> str:
        name, left, amount = w.name(self.allocation), w.euro(self.left), w.euro(self.amount)
        return w.said(
            f"auf {name} sind nur {left} weder angeordnet noch gebunden, übertragen werden sollen {amount}",
            f"only {left} is neither ordered nor committed on {name}; {amount} is to be carried forward",
        )


class CarryBlocked(Mistyped, frozen=True, kw_only=True):
    """`blocked`: how much of the amount stays blocked in the next year."""

    code = "usage"
    allocation: str
    amount: Decimal
    blocked: Decimal

    def sentence(self, w: Speaker) -> str:
        name, amount, blocked = w.name(self.allocation), w.euro(self.amount), w.euro(self.blocked)
        return w.said(
            f"von {amount} auf {name} bleiben {blocked} gesperrt; in der Datei steht etwas anderes",
            f"{blocked} of {amount} on {name} stays blocked; the ledger says otherwise",
        )


class CarryToNext(Mistyped, frozen=True, kw_only=True):
    code = "usage"
    year: int
    next: int

    def sentence(self, w: Speaker) -> str:
        return w.said(
            f"übertragen wird in das folgende Jahr {self.next}, nicht in {self.year}",
            f"funds are carried to the next year {self.next}, not to {self.year}",
        )


class CloseWithoutMoney(Refusal, frozen=True, kw_only=True):
    """Commitments go on into the next year with their money, and there is not enough of it."""

    code = "below_floor"
    allocation: str
    missing: Decimal

    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"auf {name} fehlen {missing}, um die offenen Aufträge mit ihrem Geld zu übertragen",
            f"{name} is short by {missing} to move its open commitments with their money",
        )


class CloseWithBlocked(Refusal, frozen=True, kw_only=True):
    code = "below_floor"
    allocation: str
    missing: Decimal

    def sentence(self, w: Speaker) -> str:
        name, missing = w.name(self.allocation), w.euro(self.missing)
        return w.said(
            f"auf {name} wären nach dem Jahreswechsel {missing} mehr gesperrt, als noch da ist",
            f"after the year-end {missing} more would be blocked on {name} than there is",
        )
