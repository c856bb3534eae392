"""Where to scroll so that some lines can be read. Pure; all in lines."""


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
