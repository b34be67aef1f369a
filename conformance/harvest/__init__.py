"""Numbers out of real SDK headers: what a compiler, and not a text search, finds them to be."""
