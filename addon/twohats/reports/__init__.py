"""Reports: figures from the audit trail, and how they are shown: charts, a page, tables, JSON. Behind `report`."""
