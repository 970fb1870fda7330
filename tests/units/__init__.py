"""Tests of `units`."""
