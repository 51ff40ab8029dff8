"""The questionnaire: the only list of questions."""

from eligibility.domain.questions.home import HOME
from eligibility.domain.questions.person import PERSON
from eligibility.domain.questions.question import Choice, Group, Kind, Question
from eligibility.domain.questions.request import REQUEST
from eligibility.domain.questions.resources import RESOURCES
from eligibility.domain.questions.stay import STAY
from eligibility.domain.wording import _

QUESTIONS: tuple[Question, ...] = (*PERSON, *STAY, *HOME, *RESOURCES, *REQUEST)
BY_KEY = {question.key: question for question in QUESTIONS}
GROUPS = (
    Group(_("Your household"), ("partner", "children", "other_dependant")),
    Group(_("Your resources"), ("resources_kind", "resources_amount", "resources_from")),
)

__all__ = ["BY_KEY", "GROUPS", "QUESTIONS", "Choice", "Group", "Kind", "Question"]
