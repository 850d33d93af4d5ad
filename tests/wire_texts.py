"""Two long texts that no source has written itself: what news agencies send to all."""

BOATS = ["red", "blue", "green", "white", "black", "long", "short", "old", "new", "slow"]
TAXES = ["low", "high", "fair", "harsh", "late", "early", "small", "great", "odd", "last"]
WIRE = " ".join(
    f"The {word} boat left the harbour at {n} with {n + 3} crates of salt." for n, word in enumerate(BOATS)
)
OTHER = " ".join(
    f"In {n} villages the {word} tax on wells was paid by {n * 7} farmers." for n, word in enumerate(TAXES)
)
