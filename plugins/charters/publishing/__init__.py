"""From the register to what is published: view models, charts, exports, feeds, reports."""
