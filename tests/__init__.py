"""Tests of the whole product; folders mirror the rooms."""

import gc

# What is read before the first test stays until the end (`pytest_collection_finish`): nothing of it need be looked for.
gc.disable()
