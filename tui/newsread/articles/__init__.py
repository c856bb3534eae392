"""Articles: from the bytes of a file to a text with its source and its sentences."""
