"""Speaks to a server as the web client does, and as a program with an API key does."""

import itertools
import json

import requests

PATIENCE = 60


class RpcError(Exception):
    """The server refused; `kind` is the class of its exception."""

    def __init__(self, kind, message):
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.message = message


class Client:
    """One user, logged in."""

    def __init__(self, server, login, password):
        self.server = server
        self._numbers = itertools.count(1)
        self._http = requests.Session()
        # Proxies of the machine have no business with a server on it.
        self._http.trust_env = False
        answer = self.post(
            "/web/session/authenticate",
            db=server.database,
            login=login,
            password=password,
        )
        self.uid = answer["uid"]
        assert self.uid, f"{login} could not log in"

    def post(self, path, **params):
        """Call a route of type jsonrpc."""
        body = {
            "jsonrpc": "2.0",
            "method": "call",
            "id": next(self._numbers),
            "params": params,
        }
        response = self._http.post(
            self.server.address + path, json=body, timeout=PATIENCE
        )
        response.raise_for_status()
        answer = response.json()
        if "error" in answer:
            data = answer["error"].get("data", {})
            message = data.get("message") or answer["error"].get("message")
            raise RpcError(data.get("name", "").rsplit(".", 1)[-1], message)
        return answer.get("result")

    def call(self, model, method, *args, **kwargs):
        """Call a public method of a model; the ids of its records come first."""
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=list(args),
            kwargs=kwargs,
        )

    def ref(self, xmlid):
        """Return the id behind an external id."""
        module, name = xmlid.split(".")
        domain = [("module", "=", module), ("name", "=", name)]
        [row] = self.call("ir.model.data", "search_read", domain, ["res_id"])
        return row["res_id"]

    @property
    def session_id(self):
        """The cookie that makes a browser this user."""
        return self._http.cookies["session_id"]


def json2(server, api_key, model, method, **arguments):
    """Call a method over the JSON-2 endpoint, as an integration does."""
    response = requests.post(
        f"{server.address}/json/2/{model}/{method}",
        data=json.dumps(arguments),
        headers={
            "Authorization": f"bearer {api_key}",
            "Content-Type": "application/json",
            "X-Odoo-Database": server.database,
        },
        timeout=PATIENCE,
        proxies={"http": None, "https": None},
    )
    answer = response.json()
    if not response.ok:
        raise RpcError(answer["name"].rsplit(".", 1)[-1], answer["message"])
    return answer
