"""Style: themes and the legend."""
