"""Makes Odoo 19, PostgreSQL and a demo database ready, with the standard library."""
