"""The made companies on which speed is measured."""

from okr_testing.shell import run_in_odoo


def test_a_made_company_is_one_that_the_product_itself_counts_the_same(context):
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
    context.drop_database(database)
