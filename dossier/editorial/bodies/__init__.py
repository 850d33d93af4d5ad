"""Turn Markdown into a body that knows what it cites, quotes, links and states, and into its HTML."""

from dossier.editorial.bodies.blockquotes import (
    LONGEST_SIGNATURE,
    closing_citations,
    is_below,
    is_quote,
    may_name_speaker,
    quote_round,
    without_signature,
)
from dossier.editorial.bodies.blocks import Block, read_blocks
from dossier.editorial.bodies.body import parse, read_body, tokens_of, with_bodies
from dossier.editorial.bodies.html import render, statements_under
from dossier.editorial.bodies.likelihood import chances_in
from dossier.editorial.bodies.portions import find_in_path, find_in_title, find_tags, portion_of
from dossier.editorial.bodies.quoted import quoted_in_title
from dossier.editorial.bodies.statements import as_judgement
