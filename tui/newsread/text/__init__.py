"""Text: made safe for a terminal, common phrases, web addresses."""
