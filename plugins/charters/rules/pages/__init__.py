"""The finished pages: what a visitor would trip over."""
