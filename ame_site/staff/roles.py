"""The roles: groups made by the code, which an administrator gives to users and never edits."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

EDITORS, PUBLISHERS, ADMINISTRATORS = "editors", "publishers", "administrators"
TRANSLATORS = "translators-"  # and the code of a language

LABELS = {
    EDITORS: _("Editors: papers, their conditions and ages"),
    PUBLISHERS: _("Publishers: ceilings and housing bases"),
    ADMINISTRATORS: _("Administrators: everything, users included"),
}
WITHIN = {
    EDITORS: Q(content_type__app_label="eligibility")
    & ~Q(codename__startswith="translate_")
    & ~Q(codename__startswith="delete_"),
    # By application, so that a permission added later belongs to the role at once.
    PUBLISHERS: Q(content_type__app_label="thresholds"),
    ADMINISTRATORS: Q(content_type__app_label__in=("eligibility", "thresholds", "staff"))
    | Q(content_type__app_label="auth", content_type__model="user"),
}


def label(name: str) -> str:
    """The role in words; the language by its own name."""
    code = name.removeprefix(TRANSLATORS)
    if code in dict(settings.LANGUAGES):
        return _("Texts in %(language)s") % {"language": dict(settings.LANGUAGES)[code]}
    return str(LABELS.get(name, name))


def able_administrators() -> QuerySet[User]:
    """Who can sign in and give others their roles."""
    return User.objects.filter(
        is_active=True, is_staff=True, groups__name=ADMINISTRATORS, totpdevice__confirmed=True
    )


def languages_of(user: Any) -> list[str]:
    """The codes of the languages whose texts the user may write."""
    return [code for code, _name in settings.LANGUAGES if user.has_perm(f"eligibility.translate_{code}")]


def make_roles(**kwargs: Any) -> None:
    """Make every role and give it exactly its permissions; run after each `migrate`."""
    papers = ContentType.objects.get_for_model(apps.get_model("eligibility", "Document"))
    view = Permission.objects.get(content_type=papers, codename="view_document")
    for code, name in settings.LANGUAGES:
        permission, _made = Permission.objects.get_or_create(
            content_type=papers, codename=f"translate_{code}", defaults={"name": f"Can write texts in {name}"}
        )
        _role(TRANSLATORS + code).permissions.set((permission, view))
    for name, permissions in WITHIN.items():
        _role(name).permissions.set(Permission.objects.filter(permissions))


def _role(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]
