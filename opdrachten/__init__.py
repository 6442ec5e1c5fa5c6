"""Long work as jobs: asked for here, made by a worker, followed and fetched on pages of its own. docs/opdrachten.md."""
