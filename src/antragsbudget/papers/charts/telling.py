"""Tells a chart in words: the text alternative, made of the same data as the picture."""

from antragsbudget.documents.charts import Areas, Chart, Course, Stack, Stacks
from antragsbudget.language import Both, Language, formats

SPENT = Both("angeordnet", "ordered")
EVEN = Both("gleichmäßig über das Jahr", "evenly over the year")


def told(chart: Chart, language: Language) -> str:
    """Return all that *chart* shows, as sentences."""
    match chart:
        case Stacks(stacks):
            return " ".join(_stack(stack, language) for stack in stacks)
        case Areas(areas):
            return "; ".join(f"{n}: {formats.euro(a, language)}" for n, a in areas) + "."
        case Course():
            return _course(chart, language)


def _stack(stack: Stack, language: Language) -> str:
    shares = ", ".join(f"{s.name} {formats.euro(s.amount, language)}" for s in stack.shares)
    said = Both("davon", "of which").said(language)
    return f"{stack.name}: {formats.euro(stack.total, language)}, {said} {shares}."


def _course(chart: Course, language: Language) -> str:
    spent, even, total = (
        formats.euro(amount, language) for amount in (chart.spent, chart.even, chart.total)
    )
    day = formats.day(chart.until, language)
    steps = "; ".join(
        f"{formats.day(day, language)} {formats.euro(amount, language)}"
        for day, amount in chart.steps
    )
    return Both(
        f"Bis {day} angeordnet: {spent} von {total}; bei gleichmäßigem Verlauf wären es {even}. "
        f"Stand nach jeder Anordnung: {steps or 'keine'}.",
        f"Ordered by {day}: {spent} of {total}; even spending would give {even}. "
        f"Sum after each expense: {steps or 'none'}.",
    ).said(language)
