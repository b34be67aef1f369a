"""From localized API pages to one canonical message model; prints nothing, imports nothing of `conformance`."""
