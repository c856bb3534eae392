"""Dialogs: windows that ask one thing or show one thing, over any screen."""
