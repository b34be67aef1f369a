"""The surface of pages: their lines, code and links as they are written, without an element tree."""
