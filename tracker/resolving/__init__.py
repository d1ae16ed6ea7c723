"""Resolving: whom a letter names. Pure rules; look-ups are handed in as a Registry."""
