"""Pelican's settings; `pelican -s pelicanconf.py` builds the same site as `python3 tasks.py build`.

What every desk shares comes from the package; a line here changes it for this desk.
"""

from dossier.pelican_defaults import *  # noqa: F403  # Pelican reads capital names of this file
