"""`python -m skillmap`: the same as the command `skillmap`."""

from skillmap.cli import main

if __name__ == "__main__":
    main()
