"""A small grammar of statements about return values: one engine, driven by the words of each locale pack."""
