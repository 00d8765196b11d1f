"""Papers to print or keep, as accessible PDF."""
