"""Tests of `indicators`."""
