"""The workspace: articles, annotations and analysis together. The public Python API."""
