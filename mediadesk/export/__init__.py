"""Documents, workbooks and journals: facts in, files out; knows no database."""
