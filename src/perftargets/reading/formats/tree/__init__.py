"""JSON, YAML and TOML to one small tree with places."""
