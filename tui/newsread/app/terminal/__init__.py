"""The terminal: what it sends and draws, how the program ends with it, and what happens after a crash."""
