"""Audits: the parts of the audit trail, behind `audit`."""
