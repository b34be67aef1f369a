"""Faults of what a page says it is: name, kind, scope."""
