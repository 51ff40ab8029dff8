"""The dated amounts as the public pages read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thresholds.held import Held
from thresholds.models import HousingLumpSum, IncomeThreshold
from thresholds.models.draft import ZONES
from thresholds.scale import HousingBase, IncomeScale, Zone, in_force

__all__ = ["AMOUNTS", "ZONES", "Amounts", "read_amounts"]


@dataclass(frozen=True, eq=False)
class Amounts:
    """Every table of ceilings and every housing base, past and to come, as they were read at once."""

    scales: tuple[IncomeScale, ...]
    housing: tuple[HousingBase, ...]

    def of_zone(self, zone: Zone) -> list[IncomeScale]:
        return [scale for scale in self.scales if scale.zone == zone]

    def scale_in_force(self, zone: Zone, on: date) -> IncomeScale | None:
        """The zone's table in force on the day, None before the first."""
        return in_force(self.of_zone(zone), on)

    def last_published(self, zone: Zone, on: date) -> IncomeScale | None:
        """The zone's latest table that was read whole in a published one."""
        return in_force([scale for scale in self.of_zone(zone) if scale.published == "yes"], on)

    def housing_in_force(self, on: date) -> HousingBase | None:
        return in_force(self.housing, on)

    def with_period(self, scales: Iterable[IncomeScale], base: HousingBase) -> "Amounts":
        """These amounts and those of one more period, to look at before they are published."""
        return Amounts((*self.scales, *scales), (*self.housing, base))


def read_amounts() -> Amounts:
    """What the database holds now; drafts are not among it."""
    return Amounts(
        scales=tuple(row.as_scale() for row in IncomeThreshold.objects.all()),
        housing=tuple(row.as_base() for row in HousingLumpSum.objects.all()),
    )


AMOUNTS = Held(read_amounts)
