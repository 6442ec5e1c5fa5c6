"""One module per page or family of pages: load, check, act, render."""
