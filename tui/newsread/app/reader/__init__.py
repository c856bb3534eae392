"""The reader: several articles side by side, one sentence under the cursor, and what is said of it."""

from newsread.app.reader.reading import Reading
from newsread.app.reader.screen import Reader

__all__ = ["Reader", "Reading"]
