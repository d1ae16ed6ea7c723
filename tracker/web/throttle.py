"""No address may ask for more than its share, in whichever process it is answered.

What all processes have in common, on one machine and on many, is the database: the broker may be RabbitMQ, which counts
nothing, and Django's cache is one a process. So each request is one upsert of an unlogged row, under the clock of the
database; a row goes when it was not used for an hour.
"""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

__all__ = ["seconds_to_wait"]

_COUNT = """
insert into tracker_asker as known (key, since, times) values (%s, clock_timestamp(), 1)
on conflict (key) do update set
    since = case when known.since > excluded.since - interval '1 minute' then known.since else excluded.since end,
    times = case when known.since > excluded.since - interval '1 minute' then known.times + 1 else 1 end
returning times, ceil(extract(epoch from since + interval '1 minute' - clock_timestamp()))::int
"""

# Rows that somebody else is writing are left to the next.
_FORGET = """
delete from tracker_asker where key in (
    select key from tracker_asker where since < clock_timestamp() - interval '1 hour' limit 100 for update skip locked)
"""


def seconds_to_wait(request: HttpRequest, what: str, *, most: int) -> int:
    """Count a request for `what`; return 0, or after how many seconds its address may ask again.

    An address may ask `most` times a minute, which begins when it asks first.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [salted_hmac(f"tracker.web.throttle.{what}", _address(request)).hexdigest()])
        times, seconds = cursor.fetchone()
        if times == 1:
            cursor.execute(_FORGET)
    return max(1, seconds) if times > most else 0


def _address(request: HttpRequest) -> str:
    """Return the address that asks; behind our proxy, the one that the proxy adds."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return address
