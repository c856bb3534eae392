"""The version of newsread."""

__version__ = "0.1.0"
