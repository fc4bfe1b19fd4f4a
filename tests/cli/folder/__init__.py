"""A folder of damaged and hostile files, through the command."""
