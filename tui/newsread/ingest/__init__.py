"""Ingest: pages, feeds and documents, fetched or given, become articles of a workspace."""
