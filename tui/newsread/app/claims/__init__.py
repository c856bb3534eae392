"""The claims list: all claims and marks of the workspace, and what to do with each."""
