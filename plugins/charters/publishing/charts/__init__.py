"""Pictures as geometry: where each mark of a chart stands."""
