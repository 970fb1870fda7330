"""Tests of `packs`."""
