"""Contract -> tests: rules, the states that reach them, targets that run them, and the proof that they can fail."""
