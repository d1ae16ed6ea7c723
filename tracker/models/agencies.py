"""Agencies as a tree (Commerce → Bureau of Industry and Security), their names, and who headed them when."""

from django.db import models

__all__ = ["Agency", "AgencyName", "Official"]


class Agency(models.Model):
    """An agency, keyed by the Federal Register's slug."""

    slug = models.SlugField(max_length=200, unique=True)
    name = models.CharField(max_length=250, help_text="The Federal Register's name for it.")
    short_name = models.CharField(max_length=60, blank=True)
    federal_register_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    def family_ids(self) -> list[int]:
        """Return the ids of this agency and all below it, to any depth."""
        found, level = [self.pk], [self.pk]
        while level:
            level = list(Agency.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True))
            found += level
        return found


class AgencyName(models.Model):
    """A name under which letters address an agency. Correcting one mends every letter that used it."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=250)
    folded = models.CharField(max_length=250, unique=True, help_text="Lower case, without accents or marks.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Official(models.Model):
    """A person in a post: a secretary, an administrator, a chair; acting or not. `end` empty: still in office."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="officials")
    name = models.CharField(max_length=160)
    title = models.CharField(max_length=160)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)

    class Meta:
        ordering = ["agency", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name", "title", "start"], name="official_unique", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"
