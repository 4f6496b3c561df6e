"""Benchmarks: every entry is a ratio of our work to its floor, both measured in one run."""
