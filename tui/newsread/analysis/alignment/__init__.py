"""Alignment: counterparts of sentences, duplicate text and independent reports."""
