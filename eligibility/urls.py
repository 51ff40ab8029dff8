from django.urls import path, re_path

from eligibility.domain.questions import BY_KEY
from eligibility.views import desk, journey, keep, leave, pages, paper

urlpatterns = [
    path("", pages.start, name="start"),
    re_path(rf"^questions/(?P<key>{'|'.join(BY_KEY)})/$", journey.question, name="question"),
    path("answers/", journey.check_answers, name="answers"),
    path("result/", journey.result, name="result"),
    path("desk/", desk.desk, name="desk"),
    path("desk/paper/", desk.desk_paper, name="desk-paper"),
    path("paper/", paper.paper, name="paper"),
    path("preparation/", paper.preparation, name="preparation"),
    path("dates/", keep.dates, name="dates"),
    path("hand-over/", keep.hand_over, name="hand-over"),
    path("hand-over/result.svg", keep.result_code, name="result-code"),
    path("hand-over/start.svg", keep.start_code, name="start-code"),
    path("phone/", keep.phone, name="phone"),
    path("month/", leave.month, name="month"),
    path("second-language/", pages.second, name="second"),
    path("erase/", journey.erase, name="erase"),
    path("erased/", pages.erased, name="erased"),
    re_path(rf"^statements/(?P<name>{'|'.join(pages.STATEMENTS)})/$", pages.statement, name="statement"),
    re_path(rf"^(?P<slug>{'|'.join(pages.PAGES)})/$", pages.page, name="page"),
]
