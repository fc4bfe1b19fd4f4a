"""Tables in any form: XLSX, CSV, grids."""
