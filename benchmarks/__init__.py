"""What readyroom costs, measured side by side: ``python -m benchmarks``."""
