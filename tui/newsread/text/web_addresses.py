"""What a web address is: https:// or http://, and a host."""


def is_web_address(url: str) -> bool:
    """Whether this is one address, and nothing beside it."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - only who gives an address pays for it

    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return url.startswith(("https://", "http://")) and bool(host.strip())
