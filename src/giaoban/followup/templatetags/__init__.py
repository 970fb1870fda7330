"""How the pages of the room show their things."""
