"""The only code that freezes, approves and publishes."""
