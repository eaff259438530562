"""Check-in links: made inside Odoo, and posted as a browser does."""

import re
import time

import requests

from okr_testing.storm import PATIENCE, Answer


def paths(env):
    """Return the path of a link for each key result, of its first owner."""
    return [
        key_result.with_user(key_result.owner_ids[0].user_id)._check_in_path()
        for key_result in env["okr.key.result"].search([], order="id")
    ]


class Browser:
    """A browser that has opened a link, and is about to post its form."""

    def __init__(self, server, path):
        self._address = f"{server.address}{path}"
        self._http = requests.Session()
        # Proxies of the machine have no business with a server on it.
        self._http.trust_env = False
        page = self._http.get(self._address, timeout=PATIENCE).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, page
        self._token = found.group(1)

    def post(self, value):
        """Send the form; the result is what the page then says."""
        began = time.monotonic()
        data = {"csrf_token": self._token, "value": value}
        answer = self._http.post(self._address, data=data, timeout=PATIENCE)
        said = re.search(r'role="alert"[^>]*>([^<]*)', answer.text)
        error = None if answer.ok and said else f"{answer.status_code} {answer.text}"
        result = said and said.group(1).strip()
        return Answer(began, time.monotonic(), error, result)
