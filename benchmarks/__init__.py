"""Benchmarks: each is measured beside a peer in the same run and printed as a ratio."""
