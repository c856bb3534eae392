"""The store: records in TinyDB files that are whole at every moment, checked and repaired."""
