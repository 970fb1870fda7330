"""Tests of `workspace`."""
