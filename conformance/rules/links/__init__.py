"""Faults of where links lead."""
