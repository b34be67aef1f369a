"""Faults of the parameters of a message and of their constants."""
