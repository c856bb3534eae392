"""The reader: several articles side by side, one sentence under the cursor, and what is recorded about it."""
