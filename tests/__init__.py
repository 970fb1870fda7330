"""Tests of the whole product; folders mirror the rooms."""
