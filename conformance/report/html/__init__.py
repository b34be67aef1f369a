"""The report as a folder of static pages, written one message at a time (see docs/report.md).

Pages of a corpus are hostile: every value is escaped by the templates, every file has a name of ours, and
each page forbids by its Content-Security-Policy whatever is not one of our own files.
"""
