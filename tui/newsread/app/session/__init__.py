"""The session: what all screens share, the records of its annotator, and what is known of claims. No widgets."""
