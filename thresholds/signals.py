"""Any change of reference content raises its version, in the same transaction where there is one."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save

from thresholds.models import ContentVersion


def _raise_version(**kwargs: Any) -> None:
    ContentVersion.raise_by_one()


def watch(model: type[models.Model]) -> None:
    """Raise the version whenever a row of this model is saved or deleted."""
    for signal in (post_save, post_delete):
        signal.connect(_raise_version, sender=model, dispatch_uid=f"version of {model.__name__}")
