"""The JSON of the contract: one object on stdout, amounts as strings, for every exit code."""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from antragsbudget import interruption
from antragsbudget.values import texts
from antragsbudget.values.money import plain

SCHEMA = 1


def write(ok: bool, content: Mapping[str, Any]) -> None:
    """Print the one object; what could steer a terminal is escaped, which is the same text."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    text = json.dumps(
        {"schema": SCHEMA, "ok": ok, **content},
        ensure_ascii=encoding != "utf8",
        indent=2,
        default=_plain,
    )
    interruption.ignore()  # from here on this is the answer: there is no second one
    steering = texts.any_of(texts.STEERING + texts.UNSEEN)
    print(steering.sub(lambda found: json.dumps(found[0])[1:-1], text))


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
