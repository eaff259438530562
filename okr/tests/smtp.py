"""A mail server on loopback that keeps what it is given, or refuses it."""

import asyncio
import email
import email.policy
import threading

from aiosmtpd.smtp import SMTP


class SmtpServer:
    """Takes any free port; ``received`` are the messages, as they arrived."""

    def __init__(self):
        self.received = []
        self.refuses = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        future = asyncio.run_coroutine_threadsafe(self._listen(), self._loop)
        self.port = future.result(30)
        return self

    def __exit__(self, *_error):
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    async def _listen(self):
        self._server = await self._loop.create_server(
            lambda: SMTP(self, loop=self._loop), "127.0.0.1", 0
        )
        return self._server.sockets[0].getsockname()[1]

    async def _stop(self):
        self._server.close()

    async def handle_DATA(self, _server, _session, envelope):
        """Keep a message, or refuse it to this one recipient or to all."""
        if self.refuses and any(self.refuses in to for to in envelope.rcpt_tos):
            return "554 5.7.1 Not wanted here"
        message = email.message_from_bytes(
            envelope.content, policy=email.policy.default
        )
        self.received.append(message)
        return "250 OK"
