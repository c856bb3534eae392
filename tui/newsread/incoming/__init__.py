"""What comes from outside: pages, feeds and documents, fetched or given, as articles of a workspace."""
