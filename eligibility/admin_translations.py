"""The pages about the texts of the papers: what is missing, a file for a translator, and its return."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ame_site.bilingual import direction
from ame_site.staff.roles import languages_of
from ame_site.staff.uploads import takes_a_file
from eligibility import translations
from eligibility.models import Document

OTHERS = [(code, name) for code, name in settings.LANGUAGES if code != translations.SOURCE]
CODES = "|".join(code for code, _name in OTHERS)
MINUTES_TO_CONFIRM = 30


class MissingFilter(admin.SimpleListFilter):
    """Papers in use without a text that the French has."""

    title = _("missing in")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return OTHERS

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in dict(OTHERS):
            return queryset
        lacking = [row.pk for row in queryset.filter(in_use=True) if translations.missing(row, self.value())]
        return queryset.filter(pk__in=lacking)


class FileForm(forms.Form):
    """One small file, kept in memory only."""

    file = forms.FileField(label=_("PO file"))


class TranslationPages(admin.ModelAdmin):
    """Adds the pages to the admin of the papers."""

    def get_urls(self) -> list[URLPattern]:
        see = self.admin_site.admin_view
        receive = takes_a_file(self.admin_site, see(self.import_texts))
        return [
            path("translations/", see(self.overview), name="translations"),
            re_path(rf"^translations/(?P<language>{CODES})\.po$", see(self.export), name="export_texts"),
            re_path(rf"^translations/(?P<language>{CODES})/import/$", receive, name="import_texts"),
            *super().get_urls(),
        ]

    def overview(self, request: HttpRequest) -> HttpResponse:
        """For each language, how many texts it lacks."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        mine = languages_of(request.user)
        languages = [
            {"code": code, "name": name, "texts": texts, "missing": sum(not text.words for text in texts)}
            for code, name in OTHERS
            for texts in [translations.texts(code)]
        ]
        for each in languages:
            each["may_import"] = each["code"] in mine
        return self._page(request, "overview", _("Translations"), languages=languages)

    def export(self, request: HttpRequest, language: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        headers = {"Content-Disposition": f'attachment; filename="papers-{language}.po"'}
        content = translations.export(language)
        return HttpResponse(
            content, content_type="text/x-gettext-translation; charset=utf-8", headers=headers
        )

    def import_texts(self, request: HttpRequest, language: str) -> HttpResponse:
        """A file is compared and shown; what was shown is saved by a second press."""
        if language not in languages_of(request.user):
            raise PermissionDenied
        if "confirmed" in request.POST:
            return self._save(request, language)
        form = FileForm(request.POST or None, request.FILES or None)
        proposal, refusals = None, ()
        if request.method == "POST" and form.is_valid():
            try:
                proposal = translations.read(form.cleaned_data["file"].read(), language)
            except translations.Refused as refused:
                refusals = refused.messages
        return self._import_page(request, language, form, proposal, refusals)

    def _save(self, request: HttpRequest, language: str) -> HttpResponse:
        try:
            data = signing.loads(
                request.POST["confirmed"],
                salt=_salt(request, language),
                max_age=MINUTES_TO_CONFIRM * 60,
            )
            changes = translations.from_data(data)
            translations.apply(changes, language, request.user)
        except signing.BadSignature:
            refusals: tuple[str, ...] = (str(_("This preview is too old: send the file again.")),)
        except translations.Refused as refused:
            refusals = refused.messages
        else:
            saved = ngettext("%(count)d text was saved.", "%(count)d texts were saved.", len(changes))
            messages.success(request, saved % {"count": len(changes)})
            return HttpResponseRedirect(reverse("admin:translations"))
        return self._import_page(request, language, FileForm(), None, refusals)

    def _import_page(
        self,
        request: HttpRequest,
        language: str,
        form: FileForm,
        proposal: translations.Proposal | None,
        refusals: tuple[str, ...],
    ) -> HttpResponse:
        data = translations.as_data(proposal.changes) if proposal else []
        return self._page(
            request,
            "import",
            _("Import texts in %(language)s") % {"language": dict(OTHERS)[language]},
            form=form,
            proposal=proposal,
            refusals=refusals,
            confirmed=signing.dumps(data, salt=_salt(request, language), compress=True),
            language=language,
            direction=direction(language),
        )

    def _page(self, request: HttpRequest, name: str, title: Any, **context: Any) -> HttpResponse:
        shell = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return render(request, f"admin/eligibility/document/{name}.html", {**shell, **context})

    @admin.display(description=_("Missing"))
    def missing_texts(self, row: Document) -> str:
        return ", ".join(code for code, _name in OTHERS if row.in_use and translations.missing(row, code))


def _salt(request: HttpRequest, language: str) -> str:
    """A preview is confirmed by who saw it, for its language."""
    return f"eligibility.import.{request.user.pk}.{language}"
