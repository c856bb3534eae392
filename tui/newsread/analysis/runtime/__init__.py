"""Where analysis runs: processes of its own, and what is kept of their results."""
