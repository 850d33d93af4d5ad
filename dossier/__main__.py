"""Run the command `dossier` as `python -m dossier`."""

try:
    from dossier.commands.command_line import main
except KeyboardInterrupt:  # as in `main`, which is not there yet
    raise SystemExit(130) from None

main()
