"""Where to scroll so that some lines can be read. Pure; all in lines."""

_LEEWAY = 2


def scrolled_to(first: int, last: int, offset: int, height: int, around: int = 2) -> int:
    """Return the smallest move from `offset` that shows the lines `first` to `last` with a few `around` them.

    Lines that are more than the view holds are shown from the first one on.
    """
    if last - first + 1 + 2 * around > height:
        around = max(0, (height - (last - first + 1)) // 2)
    if first - around < offset:
        return max(0, first - around)
    if last + around >= offset + height:
        return max(0, min(first, last + around - height + 1))
    return offset


def aligned(first: int, last: int, row: int, offset: int, height: int) -> int:
    """Return where to scroll so that the lines `first` to `last` begin about `row` lines below the top of the view.

    Where they nearly do, and are in view, nothing moves: a text that stands still is read more easily.
    """
    if abs(first - offset - row) <= _LEEWAY and offset <= first and last < offset + height:
        return offset
    return max(0, min(first, max(first - row, last - height + 1)))
