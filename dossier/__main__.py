"""Run the command `dossier` as `python -m dossier`."""

from dossier.command_line import main

main()
