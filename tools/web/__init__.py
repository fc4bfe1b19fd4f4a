"""The page that works without installation: fetched parts, packed and put together."""
