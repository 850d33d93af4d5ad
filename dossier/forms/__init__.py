"""YAML that people typed, with the line and column of each value, checked against a model."""
