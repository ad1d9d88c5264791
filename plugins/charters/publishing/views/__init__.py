"""What each page shows, each made once."""
