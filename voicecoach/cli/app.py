"""The command line. Importing the commands registers them; the help lists their panels in this order."""

from voicecoach.cli import coach_commands, routine_commands, system_commands
from voicecoach.cli.front import app

__all__ = ["app", "coach_commands", "routine_commands", "system_commands"]
