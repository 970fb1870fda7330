"""The web site's frame: settings, root urls, base templates, the design system and the home pages.

Requests come in, pages go out. The site may import every room; no room imports the site.
"""
