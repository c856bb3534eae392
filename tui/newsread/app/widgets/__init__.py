"""Widgets and text layout that several screens use."""
