"""The rules: one fault a file, in a folder for each family."""
