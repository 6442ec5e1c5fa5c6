"""The only code that writes what people say, ask and answer."""
