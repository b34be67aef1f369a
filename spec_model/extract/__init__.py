"""One kind of fact a module: sections in, facts with their evidence out."""
