"""Turn a dossier into the pages and files of its site."""
