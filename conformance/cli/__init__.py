"""The command line: one module a command; the only code that prints or exits."""
