"""Compression undone piece by piece, so that a small answer that unfolds to a huge one is stopped on the way."""

import zlib
from collections.abc import Iterable, Iterator

COMPRESSIONS = ("gzip", "deflate")
_PIECE = 65_536
_GZIP = zlib.MAX_WBITS | 16
_GZIP_BEGINS = b"\x1f"
_ZLIB_BEGINS = 8
"""In the lower half of its first byte. Some servers leave this head out."""


def unfolded(chunks: Iterable[bytes], compression: str) -> Iterator[bytes]:
    """Give the content of a stream in one of the compressions, in pieces of bounded size.

    Of gzip one member after the other (RFC 1952); what stands behind the last and is none is left out. Raises
    zlib.error for what is damaged or breaks off.
    """
    stream = None
    for chunk in chunks:
        rest = chunk
        while rest:
            if stream is None or stream.eof:
                if stream is not None and not (compression == "gzip" and rest.startswith(_GZIP_BEGINS)):
                    return
                stream = zlib.decompressobj(_window(compression, rest))
            piece = stream.decompress(rest, _PIECE)
            yield piece
            while len(piece) == _PIECE:  # there may be more, of what it has taken in already
                piece = stream.decompress(stream.unconsumed_tail, _PIECE)
                yield piece
            rest = stream.unused_data if stream.eof else b""
    if stream is not None and not stream.eof:
        raise zlib.error("it breaks off")


def _window(compression: str, begins: bytes) -> int:
    if compression == "gzip":
        return _GZIP
    return zlib.MAX_WBITS if begins[0] & 0x0F == _ZLIB_BEGINS else -zlib.MAX_WBITS
