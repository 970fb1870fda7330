"""Template tags of the collection room's pages."""
