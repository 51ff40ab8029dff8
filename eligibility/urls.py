from django.urls import path

from eligibility.views import journey, pages

urlpatterns = [
    path("", pages.start, name="start"),
    path("questions/<slug:key>/", journey.question, name="question"),
    path("answers/", journey.check_answers, name="answers"),
    path("result/", journey.result, name="result"),
    path("erase/", journey.erase, name="erase"),
    path("erased/", pages.erased, name="erased"),
    path("statements/<slug:name>/", pages.statement, name="statement"),
    path("<slug:slug>/", pages.page, name="page"),
]
