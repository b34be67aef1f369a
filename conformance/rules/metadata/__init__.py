"""Faults of the front matter."""
