"""Faults of sections, table rows and code."""
