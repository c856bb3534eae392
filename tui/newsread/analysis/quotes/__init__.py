"""Quotations, direct and indirect, and their speakers."""
