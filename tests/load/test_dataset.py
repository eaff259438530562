"""The made companies on which speed is measured, and what is measured on them."""

from okr_testing.shell import run_in_odoo

READ_BY_HAND = ["objectives", "key-results", "updates", "groups", "rebuild"]


def test_a_made_company_is_counted_the_same_by_the_product_and_read_by_hand(context):
    database = context.copy_database("okr")
    made = run_in_odoo(context, database, "okr_testing.dataset_check.check", size="XS")
    assert made["faults"] == []
    assert made["counts"] == {
        "hr.employee": 50,
        "okr.key.result": 1_000,
        "okr.objective": 300,
        "okr.update": 5_000,
    }
    # What it would look like if the figures were made up.
    assert made["spoilt"], "a wrong figure is not seen"
    failed = run_in_odoo(
        context, database, "okr_bench.report.failures", size="XS", rows=READ_BY_HAND
    )
    assert failed == []
    context.drop_database(database)
