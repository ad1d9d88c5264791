"""The words of the field as frozen values; nothing here reads a file or knows a page."""
