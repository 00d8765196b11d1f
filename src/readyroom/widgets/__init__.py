"""The player: activities as accessible widgets, made from keyless views of the content."""
