"""What the templates of meetings need."""
