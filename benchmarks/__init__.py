"""How fast polyspec is beside other programs that read the same pages."""
