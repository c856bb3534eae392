"""The library: every article of the workspace, and how far its reader is with each."""
