"""Analysis: what the machine finds in the texts. It suggests; it never judges."""
