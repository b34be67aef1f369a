"""Faults of what a page says is returned, and when."""
