"""A real server and a real browser, for tests that need them."""

import contextlib

import pytest


@pytest.fixture(scope="session")
def context():
    """What `setup/okr test` has made ready."""
    from okr_testing.context import Context

    return Context.read()


@pytest.fixture
def start_server(context):
    """Start servers, each with a database of its own that is gone afterwards.

    `start_server("hr")` has Odoo's employees only, `start_server("okr")` the app too,
    `start_server("bridge")` also the bridge to HR;
    a database that the test has made itself is given by name.
    """
    from okr_testing.server import Server

    with contextlib.ExitStack() as after:

        def start(template="okr", *, database=None, **options):
            if database is None:
                database = context.copy_database(template)
                after.callback(context.drop_database, database)
            server = Server(context, database, **options).start()
            after.callback(server.stop)
            return server

        yield start


@pytest.fixture
def hr_server(start_server):
    """A server whose database has `hr` only, as a customer has before the app."""
    return start_server("hr")


@pytest.fixture
def okr_server(start_server):
    """A server with the app, without demo data."""
    return start_server("okr")


@pytest.fixture(scope="session")
def browser(context):
    """The browser, one for all tests; each test has windows of its own."""
    from okr_testing.browser import launch
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = launch(playwright, context)
        yield started
        started.close()


@pytest.fixture
def new_page(browser):
    """Open pages on a server; a complaint of any of them fails the test.

    What a test provokes it takes out of `new_page.complaints.found`.
    """
    from okr_testing.browser import Complaints, log_in, open_page

    complaints = Complaints()
    pages = []

    def open_one(server, login=None, password=None, **options):
        page = open_page(browser, server, complaints, **options)
        pages.append(page)
        if login:
            log_in(page, login, password)
        return page

    open_one.complaints = complaints
    yield open_one
    for page in pages:
        page.context.close()
    assert not complaints.found, "\n".join(complaints.found)
