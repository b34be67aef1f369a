"""Faults of the numbers of messages."""
