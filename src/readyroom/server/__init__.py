"""The front door: sign-in, pages, lessons through Voilà, and the recorder behind them."""

import sys

# jsonschema's format checkers build a grammar for IRIs at import, 1.5 s of every start, and
# nothing here checks an IRI: an entry of None makes that import fail at once, which it handles.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
