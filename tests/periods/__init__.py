"""Tests of `periods`."""
