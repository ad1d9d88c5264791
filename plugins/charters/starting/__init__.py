"""Starting: a new site, and one more agency, service, promise or result in its files."""
