from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.okr_check_in_link_use import UsedUp

HEADERS = {
    # The address is the key: it goes to no cache, no index, no frame, no other site.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
PATH = "/okr/check-in/<string:token>"


class CheckInLink(http.Controller):
    """The page of a check-in link. It logs nobody in; looking changes nothing."""

    @http.route(PATH, auth="public", methods=["GET"], readonly=True, sitemap=False)
    def show(self, token, done=None, **_others):
        """Show the form, or why there is none."""
        link, refusal = self._link(token)
        if refusal:
            return self._render({"refusal": refusal, "done": done})
        return self._render(link._page({}))

    @http.route(PATH, auth="public", methods=["POST"], sitemap=False)
    def check_in(self, token, **given):
        """Make the one update of the link."""
        link, refusal = self._link(token)
        if refusal:
            return self._render({"refusal": refusal})
        given["stages"] = request.httprequest.form.getlist("stage")
        try:
            link._check_in(given)
        except UsedUp as error:
            return self._render({"refusal": str(error)})
        except UserError as error:
            return self._render({**link._page(given), "error": str(error)})
        return request.redirect(f"/okr/check-in/{token}?done=1", code=303)

    def _link(self, token):
        """Return the link, and why it leads nowhere; the page speaks its language."""
        # A session that is kept is what proves where a form came from.
        request.session.touch()
        visitor = request.env["res.users"].browse(request.session.uid or ())
        link, refusal = request.env["okr.check.in.link"]._open(token, visitor)
        request.update_context(lang=link.env.lang)
        return link, refusal

    def _render(self, values):
        response = request.render("okr.check_in_link_page", values)
        response.headers.extend(HEADERS)
        return response
