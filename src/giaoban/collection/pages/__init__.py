"""The pages on which units fill in their forms, and what others do with them."""
