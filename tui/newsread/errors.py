"""What goes wrong in a way that a person can mend."""


class NewsreadError(Exception):
    """One clear sentence for a person: what failed, which file it was, and the way out.

    Whoever raises it has formed the sentence; whoever catches it shows it and goes on. It is never shown as
    a traceback.
    """
