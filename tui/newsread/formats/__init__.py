"""Formats: what people said, written for their next tool. One module a format."""
