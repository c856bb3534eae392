"""Read several reports of one event side by side and record a verdict on each claim."""

__version__ = "0.1.0"
