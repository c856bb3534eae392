"""The command line: parses and hands on, one module a group of commands. Nothing heavy is loaded before it must be."""

from newsread.cli.main import main

__all__ = ["main"]
