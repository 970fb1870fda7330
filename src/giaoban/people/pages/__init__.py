"""The pages of the room: signing in, one's own account, other people's accounts, messages."""
