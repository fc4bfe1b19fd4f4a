"""The library and the command as people meet them first."""
