"""What is kept of the staff's sign-ins."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """A sign-in, or an attempt under a name that exists. No address, no browser."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    name = models.CharField(_("who"), max_length=150)
    succeeded = models.BooleanField(_("succeeded"))

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("Who changed what, and sign-ins")
        ordering = ("-at", "-pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name
