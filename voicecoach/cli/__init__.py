"""Typer commands: options, one call, one report, an exit code."""

from __future__ import annotations


def main() -> None:
    """Run the `voicecoach` command."""
    from voicecoach.cli.app import app

    app()
