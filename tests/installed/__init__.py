"""What is installed, used as its users do: by its command, from an empty folder."""
