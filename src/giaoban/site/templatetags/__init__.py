"""Tags and filters for every room's templates: `{% load giaoban %}`."""
