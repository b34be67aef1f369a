"""From the canonical model to code: headers, enumerations, decoders of return contracts.

Each target is a small plugin, found by the entry point group ``polyspec.generators``: see `api`.
"""
