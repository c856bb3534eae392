"""Facts: numbers, dates and durations."""
