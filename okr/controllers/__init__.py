from . import check_in_link, export
