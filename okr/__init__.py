from . import controllers, models, report, wizard


def uninstall_hook(env):
    """Take along what people saved on our lists, which Odoo would leave behind."""
    ours = [name for name in env.registry if name.startswith("okr.")]
    env["ir.filters"].with_context(active_test=False).search(
        [("model_id", "in", ours)]
    ).unlink()
    env["ir.exports"].search([("resource", "in", ours)]).unlink()
