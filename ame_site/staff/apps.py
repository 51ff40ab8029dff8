"""The staff of the site: who they are, how they sign in, what they may do."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """Last of the installed apps: its roles take the permissions of all others."""

    name = "ame_site.staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from ame_site.staff import sign_in
        from ame_site.staff.roles import make_roles

        post_migrate.connect(make_roles, sender=self, dispatch_uid="roles")
        sign_in.keep_a_list()


class StaffAdminConfig(AdminConfig):
    default_site = "ame_site.staff.site.StaffSite"
    default = False
