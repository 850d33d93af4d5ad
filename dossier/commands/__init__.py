"""The commands that a person types, and what only they need."""

from dossier.commands.commands import COMMANDS, FOLDERS, collection, command
