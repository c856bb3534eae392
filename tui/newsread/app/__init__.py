"""The Textual app: screens over the workspace. Nothing outside this room imports Textual."""
