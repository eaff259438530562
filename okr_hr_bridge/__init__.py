from . import models, wizard

MODELS = (
    "okr.license.assignment",
    "okr.license.key",
    "okr.license.pool",
    "okr.license.type",
)


def uninstall_hook(env):
    """Take along what people saved on our lists, which Odoo would leave behind."""
    env["ir.filters"].with_context(active_test=False).search(
        [("model_id", "in", MODELS)]
    ).unlink()
    env["ir.exports"].search([("resource", "in", MODELS)]).unlink()
