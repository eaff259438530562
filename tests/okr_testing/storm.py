"""People who press the same button at the same moment, over real HTTP."""

import json
import statistics
import threading
import time
from dataclasses import dataclass

import requests

PATIENCE = 120


@dataclass
class Answer:
    """What one call got: an error is what its user would have seen."""

    began: float
    ended: float
    error: str | None
    result: object = None

    @property
    def seconds(self):
        return self.ended - self.began


def call(server, key, model, method, **arguments):
    """Call over JSON-2; a server that is gone is an error too."""
    began, error, result = time.monotonic(), None, None
    try:
        with requests.Session() as http:
            # Proxies of the machine have no business with a server on it.
            http.trust_env = False
            response = http.post(
                f"{server.address}/json/2/{model}/{method}",
                data=json.dumps(arguments),
                headers={
                    "Authorization": f"bearer {key}",
                    "Content-Type": "application/json",
                    "X-Odoo-Database": server.database,
                },
                timeout=PATIENCE,
            )
        if response.ok:
            result = response.json()
        else:
            error = f"{response.status_code} {response.text[:500]}"
    except requests.RequestException as gone:
        error = f"gone: {gone}"
    return Answer(began, time.monotonic(), error, result)


def check_in(server, key_result, value):
    entry = {"key_result_id": key_result["id"], "value": value}
    return call(server, key_result["key"], "okr.update", "create", vals_list=[entry])


def at_once(jobs, during=None):
    """Run all jobs at the same moment and return their answers in order.

    `during` is called in the meantime, with the list that fills with answers.
    """
    answers = [None] * len(jobs)
    start = threading.Barrier(len(jobs) + 1)

    def run(number, job):
        start.wait()
        answers[number] = job()

    threads = [
        threading.Thread(target=run, args=(number, job))
        for number, job in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    start.wait()
    if during:
        during(answers)
    for thread in threads:
        thread.join()
    return answers


def summary(answers):
    wall = max(a.ended for a in answers) - min(a.began for a in answers)
    seconds = sorted(answer.seconds for answer in answers)
    p95 = seconds[int(0.95 * (len(seconds) - 1))]
    return (
        f"{len(answers)} at once: {wall:.2f} s in all,"
        f" median {statistics.median(seconds):.2f} s, p95 {p95:.2f} s"
    )


def retries(server):
    """Return how often the server had to try again."""
    with open(server.log, encoding="utf-8") as log:
        return sum("tries left, try again" in line for line in log)
