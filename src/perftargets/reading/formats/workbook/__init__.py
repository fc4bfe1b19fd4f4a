"""Workbooks: XLSX, XLS, XLSB and ODS to grids."""
