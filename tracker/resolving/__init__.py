"""Resolving: whom a letter names. Pure rules; look-ups are handed in as a Registry.

resolve(reading, registry) -> Resolved
MemoryRegistry(members, agencies, officials)      a registry of plain records
"""

from tracker.resolving.letter import resolve
from tracker.resolving.memory import MemoryRegistry

__all__ = ["MemoryRegistry", "resolve"]
