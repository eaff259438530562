from odoo.addons.web.controllers.export import (
    CSVExport,
    ExcelExport,
    GroupExportXlsxWriter,
)

# How texts begin that a spreadsheet takes for a formula in a file without types;
# Odoo itself looks after the other ones.
RISKY = ("@", "\t", "\r")


class PlainXlsxWriter(GroupExportXlsxWriter):
    """Writes every text as a text: xlsxwriter makes a formula of some of them."""

    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str) and cell_value.startswith(("=", "{=")):
            return self.worksheet.write_string(row, column, cell_value, style)
        return super().write(row, column, cell_value, style)


class OkrExcelExport(ExcelExport):
    """A title such as ``=1+1`` is exported as what it is."""

    def from_data(self, fields, columns_headers, rows):
        with PlainXlsxWriter(fields, columns_headers, len(rows)) as writer:
            for number, row in enumerate(rows, start=1):
                writer._write_row(number, 0, row)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        with PlainXlsxWriter(fields, columns_headers, groups.count) as writer:
            row = 1
            for name, group in groups.children.items():
                row, _column = writer.write_group(row, 0, name, group)
        return writer.value


class OkrCsvExport(CSVExport):
    """And in a file without types it begins with an apostrophe, as Odoo does it."""

    def from_data(self, fields, columns_headers, rows):
        plain = [[self._plain(cell) for cell in row] for row in rows]
        return super().from_data(fields, columns_headers, plain)

    def _plain(self, cell):
        risky = isinstance(cell, str) and cell.startswith(RISKY)
        return f"'{cell}" if risky else cell
