"""What the admin edits: the amounts in force, the draft of the next, and the version of it all."""

from thresholds.models.dated import NOT_POSITIVE, DatedAmounts, HousingLumpSum, IncomeThreshold
from thresholds.models.draft import DraftPeriod
from thresholds.models.version import ContentVersion

__all__ = [
    "NOT_POSITIVE",
    "ContentVersion",
    "DatedAmounts",
    "DraftPeriod",
    "HousingLumpSum",
    "IncomeThreshold",
]
