"""A chart in words: its text alternative, made of the same data as the picture."""

from antragsbudget.documents.charts import Areas, Chart, Spending, Stack, Stacks
from antragsbudget.language import Language
from antragsbudget.language.papers import charts


def alternative_text(chart: Chart, language: Language) -> str:
    """Return all that *chart* shows, as sentences."""
    match chart:
        case Stacks(stacks):
            return " ".join(_stack(stack, language) for stack in stacks)
        case Areas(areas):
            return charts.amounts(areas, language)
        case Spending(_, until, total, steps):
            return charts.spending(until, chart.spent, total, chart.even, steps, language)


def _stack(stack: Stack, language: Language) -> str:
    shares = ((share.name, share.amount) for share in stack.shares)
    return charts.stack(stack.name, stack.total, shares, language)
