"""Print: from a Plandocument to HTML, and from HTML to PDF in a process of its own. See docs/drukken.md."""
