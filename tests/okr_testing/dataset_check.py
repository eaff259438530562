"""Whether a made company is one that the product itself could have made."""

from okr_testing import dataset, scratch

# What is computed by the product, and must not change when it computes it again.
COMPUTED = {
    "okr.objective": (
        "company_id",
        "date_end",
        "is_outside_session",
        "is_session_top",
    ),
    "okr.key.result": (
        "company_id",
        "deadline",
        "has_critical",
        "is_outside_session",
        "session_id",
        "attainment",
        "status",
    ),
    "okr.milestone": ("company_id", "session_id"),
    "okr.update": ("company_id", "objective_id", "session_id"),
}
FIGURES = {
    "okr.objective": ("progress", "expected_progress", "status", "last_update_date"),
    "okr.key.result": ("current_value", "progress", "status", "state", "confidence"),
    "okr.milestone": ("done", "done_date"),
    "okr.session": ("progress", "expected_progress"),
}
EXTRA = {"okr.objective": 0, "okr.key.result": 0, "okr.update": 0, "hr.employee": 1}
TOLERANCE = 1e-6


def faults(env, sample=200):
    """Return in words what differs when the product computes it again."""
    found = []
    samples = {name: _sample(env[name], sample) for name in {**COMPUTED, **FIGURES}}
    for name, records in samples.items():
        # As Odoo asks after every change: rules in Python; the others are the tables'.
        records._validate_fields(records._fields)
        before = _read(records)
        for field in COMPUTED.get(name, ()):
            env.add_to_compute(records._fields[field], records)
        found += _differences(records, before)
    before = {name: _read(samples[name]) for name in FIGURES}
    samples["okr.key.result"]._apply_updates()
    env["okr.rollup"]._roll_up(
        objectives=samples["okr.objective"].ids, sessions=samples["okr.session"].ids
    )
    env.invalidate_all()
    for name, values in before.items():
        found += _differences(samples[name], values)
    for table in ("okr_objective", "hr_department"):
        found += scratch.path_faults(env.cr._obj, table)
    env.cr.rollback()
    return found


def check(env, size):
    """Make a company; return its size, its faults, and those of a spoilt one."""
    before = _counts(env)
    dataset.build(env, size)
    after = _counts(env)
    env.cr.commit()
    found = faults(env)
    env.cr.execute("UPDATE okr_objective SET progress = progress + 1 WHERE id % 9 = 0")
    return {
        # One employee more is the one that the others are copies of.
        "counts": {name: after[name] - before[name] - EXTRA[name] for name in after},
        "faults": found,
        "spoilt": faults(env),
    }


def _counts(env):
    return {name: env[name].search_count([]) for name in EXTRA}


def _sample(model, number):
    """Return records spread over the whole table."""
    ids = model.search([], order="id").ids
    return model.browse(ids[:: max(1, len(ids) // number)])


def _read(records):
    names = {*COMPUTED.get(records._name, ()), *FIGURES.get(records._name, ())}
    return {record.id: {name: record[name] for name in names} for record in records}


def _differences(records, before):
    for record in records:
        for name, was in before[record.id].items():
            now = record[name]
            same = abs(now - was) < TOLERANCE if isinstance(was, float) else now == was
            if not same:
                yield f"{record}: {name} is {was}, should be {now}"
