"""Who works here. The public has no account; staffers search drafts' facts too; admins upload, review and publish."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models

__all__ = ["Role", "User", "Viewer", "may_review", "may_see_drafts"]


class Role(models.TextChoices):
    PUBLIC = "public", "Public"
    STAFFER = "staffer", "Staffer"
    ADMIN = "admin", "Admin"


class User(AbstractUser):
    """A person with a login. The role decides what they may see and do; `is_staff` opens Django's own admin."""

    role = models.CharField(
        max_length=10,
        choices=Role.choices,
        default=Role.PUBLIC,
        help_text="Staffers see letters that are not yet published. Admins also upload, correct and publish.",
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known")]


Viewer = User | AnonymousUser


def may_see_drafts(viewer: Viewer) -> bool:
    """Return whether this viewer may see what is not published."""
    return isinstance(viewer, User) and viewer.is_active and viewer.role in (Role.STAFFER, Role.ADMIN)


def may_review(viewer: Viewer) -> bool:
    """Return whether this viewer may upload, correct, decide links and publish."""
    return isinstance(viewer, User) and viewer.is_active and viewer.role == Role.ADMIN
