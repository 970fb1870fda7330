"""The site's own pages, one module a page; each fetches values, calls and shows."""
