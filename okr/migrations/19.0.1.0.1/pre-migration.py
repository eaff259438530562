def migrate(cr, version):
    """Remove the nameless views of our actions: named ones take their places."""
    cr.execute(
        "DELETE FROM ir_act_window_view USING ir_model_data ours"
        " WHERE ours.model = 'ir.actions.act_window' AND ours.module = 'okr'"
        " AND ours.res_id = act_window_id AND NOT EXISTS ("
        "  SELECT FROM ir_model_data named"
        "  WHERE named.model = 'ir.actions.act_window.view'"
        "  AND named.res_id = ir_act_window_view.id)"
    )
