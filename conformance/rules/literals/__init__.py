"""Damaged symbols, types and numbers in prose."""
