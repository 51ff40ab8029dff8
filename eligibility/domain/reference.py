"""What the rules need beside the answers: the day and the amounts in force on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from thresholds.scale import HousingBase, IncomeScale, Zone


@dataclass(frozen=True)
class Reference:
    """The day of the assessment and the tables in force on it.

    A zone without a table in force is absent from `scales`; `housing` is None where
    no base is known (before April 2019): then no lump sum is computed.
    """

    on: date
    scales: Mapping[Zone, IncomeScale] = field(default_factory=dict)
    housing: HousingBase | None = None
    last_published: Mapping[Zone, IncomeScale] = field(default_factory=dict)
