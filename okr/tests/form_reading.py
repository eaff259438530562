"""What the web client reads to open a form."""

from lxml import etree

from odoo.tools.safe_eval import safe_eval

LABEL = {"display_name": {}}
# As many rows as the client reads of a list inside a form.
LIMIT = 40


def read_specification(env, model):
    """Return the specification for ``web_read``, from the view of the user."""
    arch = etree.fromstring(env[model].get_view(view_type="form")["arch"])
    return _fields(env, model, arch)


def _fields(env, model, arch):
    return {
        node.get("name"): _field(env, env[model]._fields[node.get("name")], node)
        for node in _nodes(arch)
    }


def _field(env, field, node):
    if field.type in ("one2many", "many2many"):
        inner = next(iter(node.xpath("list|kanban")), None)
        below = {} if inner is None else _fields(env, field.comodel_name, inner)
        return {"fields": below or LABEL, "limit": LIMIT}
    if field.type != "many2one":
        return {}
    # The client hands on how a label is to be written.
    return {"fields": LABEL, "context": safe_eval(node.get("context") or "{}")}


def _nodes(element):
    """Yield the fields of a view without those of the views inside them."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == "field":
            yield child
        else:
            yield from _nodes(child)
