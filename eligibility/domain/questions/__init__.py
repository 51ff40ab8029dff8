"""The questionnaire: the only list of questions."""

from eligibility.domain.questions.home import HOME
from eligibility.domain.questions.person import PERSON
from eligibility.domain.questions.question import Choice, Kind, Question
from eligibility.domain.questions.request import REQUEST
from eligibility.domain.questions.resources import RESOURCES
from eligibility.domain.questions.stay import STAY

QUESTIONS: tuple[Question, ...] = (*PERSON, *STAY, *HOME, *RESOURCES, *REQUEST)
BY_KEY = {question.key: question for question in QUESTIONS}

__all__ = ["BY_KEY", "QUESTIONS", "Choice", "Kind", "Question"]
