"""Staleness: which translations are behind their source page, and whether in their contract or in prose only."""
