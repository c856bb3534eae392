"""`python -m newsread` is `newsread`."""

from newsread.cli import main

if __name__ == "__main__":
    main()
