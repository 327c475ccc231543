"""The command line: `skillmap`, whose entry point is `main`."""

from __future__ import annotations

from skillmap.cli.app import main, run

__all__ = ["main", "run"]
