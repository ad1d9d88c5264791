"""Every page of a site: what it is called, where it goes, and what makes what it shows."""
