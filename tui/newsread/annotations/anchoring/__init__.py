"""Anchoring: how an annotation finds its words in a text, also after the text was edited."""
