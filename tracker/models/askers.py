"""How often an address has asked lately, counted where all processes see it."""

from django.db import models

__all__ = ["Asker"]


class Asker(models.Model):
    """An address, as a key that does not tell it, and how often it asked in the minute that began at `since`.

    The table is not logged (migration 0016): to write it costs little, and after a crash counting begins anew.
    """

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.times} times since {self.since:%H:%M:%S}"
