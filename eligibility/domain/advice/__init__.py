"""What the result page says beside the conditions, chosen from the outcome."""

from eligibility.domain.advice.advice import Advice
from eligibility.domain.advice.alternatives import ALTERNATIVES, OPENS
from eligibility.domain.advice.care import CARE
from eligibility.domain.advice.data import DATA
from eligibility.domain.advice.sentences import MISSING, SENTENCES
from eligibility.domain.advice.steps import STEPS
from eligibility.domain.verdict import Outcome, Status

__all__ = [
    "Advice",
    "alternatives",
    "care",
    "data",
    "files_later",
    "missing_sentences",
    "opening",
    "sentence",
    "steps",
]


def _that_apply(advices: tuple[Advice, ...], outcome: Outcome) -> tuple[Advice, ...]:
    return tuple(advice for advice in advices if advice.applies(outcome))


def sentence(outcome: Outcome) -> Advice:
    """The verdict in one plain sentence."""
    return _that_apply(SENTENCES, outcome)[0]


def missing_sentences(outcome: Outcome) -> tuple[str, ...]:
    """The facts that keep us from a clear outcome, each as a sentence."""
    return tuple(MISSING[key] for key in outcome.missing)


def steps(outcome: Outcome) -> tuple[Advice, ...]:
    """What to do now."""
    return _that_apply(STEPS, outcome)


def alternatives(outcome: Outcome) -> tuple[Advice, ...]:
    """What else exists, where AME is not likely."""
    return _that_apply(ALTERNATIVES, outcome)


def opening(outcome: Outcome) -> Advice | None:
    """From when AME may open, where it is not likely now."""
    return next(iter(_that_apply(OPENS, outcome)), None)


def files_later(outcome: Outcome) -> bool:
    """A request filed today would come too early (law 4.2, 4.4)."""
    too_early = outcome.facts.says("request", "renewal_over_2_months")
    return too_early or outcome.status in (Status.NOT_YET, Status.STILL_INSURED, Status.INCOME_TOO_HIGH)


def care(outcome: Outcome) -> tuple[Advice, ...]:
    """Where to be treated in any case."""
    return _that_apply(CARE, outcome)


def data(outcome: Outcome) -> tuple[Advice, ...]:
    """Who can see what."""
    return _that_apply(DATA, outcome)
