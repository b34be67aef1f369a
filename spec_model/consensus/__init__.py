"""Witnesses in, one canonical message out: evidence ranks before votes, and unknown stays unknown."""

from spec_model.consensus.reconcile import reconcile

__all__ = ["reconcile"]
