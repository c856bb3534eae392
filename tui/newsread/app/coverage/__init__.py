"""Coverage: which article reports which claim."""
