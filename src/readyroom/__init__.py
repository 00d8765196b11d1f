"""readyroom: training that a school trust's people take before they run a social media account."""

__version__ = "0.1.0"
