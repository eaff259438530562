"""Prepares Odoo 19, PostgreSQL and a demo database for OKR for Odoo, with Python's standard library only."""
