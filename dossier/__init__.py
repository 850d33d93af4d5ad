"""Turn a folder of sources into a briefing that can be checked."""

__version__ = "0.1.0"
