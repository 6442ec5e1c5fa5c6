"""Pages and fragments of one section."""
