"""A session that closes beside a check-in that is not committed; runs inside Odoo."""

import threading
import time
from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tools import SQL

from okr_testing import scenario

# So long the closing runs before the check-in is committed.
HEAD_START = 1.0


def close_beside_check_in(env, protected=True):
    """Close while a check-in, queued because its rows are held, is not committed.

    Unprotected, the session is not held still, so that a test can see that it
    would notice.
    """
    if not protected:
        env.registry["okr.session"]._hold_still = lambda self: None
    made = scenario.build(env, key_results=2, leaves=1, owners=1)
    env.cr.commit()
    key_result, session = made["key_results"][0]["id"], made["session"]
    with env.registry.cursor() as holder, env.registry.cursor() as cr:
        rows = SQL("UPDATE okr_key_result SET name = name WHERE id = %s", key_result)
        holder.execute(rows)
        own = api.Environment(cr, SUPERUSER_ID, {})
        own["okr.update"].create({"key_result_id": key_result, "value": 50})
        closing = threading.Thread(target=partial(_close, env.registry, session))
        closing.start()
        time.sleep(HEAD_START)
        cr.commit()
        holder.rollback()
        closing.join()


def _close(registry, session):
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        retrying(env["okr.session"].browse(session).action_close, env)
