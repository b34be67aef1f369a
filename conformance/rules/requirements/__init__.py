"""Faults of headers and products."""
