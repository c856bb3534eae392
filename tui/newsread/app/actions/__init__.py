"""Actions and keys: the one table from which bindings, help, palette and documentation are made."""
