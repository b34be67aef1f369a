"""From the canonical model to findings, code and conformance tests."""
