from collections import defaultdict

from odoo import SUPERUSER_ID, api, models

# The records that an e-mail of each kind is about.
KINDS = {
    "became_owner": "okr.key.result",
    "check_in_due": "okr.key.result",
    "deadline": "okr.key.result",
    "achieved": "okr.key.result",
    "escalation": "okr.key.result",
    "session_started": "okr.session",
    "session_closed": "okr.session",
    "session_report": "okr.session",
    "digest": "okr.session",
}


class OkrMail(models.AbstractModel):
    """The e-mails of OKR: who gets which, about what.

    Whoever acts only leaves word in the outbox; a job writes one e-mail per person
    and kind from it, as that person sees the records then.
    """

    _name = "okr.mail"
    _description = "OKR E-mails"

    @api.model
    def _send(self, kind, records_by_user):
        """Have an e-mail written to each of these users, where they want it.

        :param str kind: one of ``KINDS``
        :param dict records_by_user: the records of that kind for each user; those
            that the user does not see are left out when the e-mail is written
        """
        if not self.env.registry.ready:
            return  # nobody is told of what an installation brings along
        ids = defaultdict(set)
        for user, records in records_by_user.items():
            ids[user.id].update(records.ids)
        users = self.env["res.users"].browse(ids)._okr_wants(kind)
        every = {id_ for user in users for id_ in ids[user.id]}
        # What a company has switched off, whoever acts.
        records = self.env[KINDS[kind]].sudo().browse(every)
        sent = records.filtered(lambda record: record.company_id[f"okr_mail_{kind}"])
        self.env["okr.mail.outbox"]._put(
            kind,
            [(user.id, id_) for user in users for id_ in ids[user.id] & set(sent._ids)],
        )

    @api.model
    def _send_to_owners(self, kind, key_results, also=None):
        """Send to all owners of key results; ``also`` gives more people of one.

        :param also: a function from a key result to employees
        """
        by_user = defaultdict(list)
        # The owners' accounts stand on the employee, which is HR's to read.
        for key_result in key_results.sudo():
            people = key_result.owner_ids
            people |= also(key_result) if also else people.browse()
            for user in people.user_id:
                by_user[user].append(key_result.id)
        self._send(
            kind, {user: key_results.browse(ids) for user, ids in by_user.items()}
        )

    # -- writing ----------------------------------------------------------------

    @api.model
    def _compose(self, kind, user, ids):
        """Return the values of the e-mail to a user, or None if nothing is to tell."""
        if not user._okr_wants(kind):
            return None
        reader = self._as_reader(user)
        records = reader.env[KINDS[kind]].browse(ids).exists()
        # Hidden sessions count too, for their company and its switch.
        company = self._company_of(user, records.sudo().company_id)
        page = getattr(reader, f"_page_{kind}")(records)
        sections = [section for section in page["sections"] if section["rows"]]
        if not sections:
            return None
        page.update(
            sections=sections,
            preferences=reader._url(f"/odoo/my-preferences/{user.id}"),
            # As the button of the layout has them.
            background=company.email_secondary_color or "#875A7B",
            color=company.email_primary_color or "#FFFFFF",
        )
        template = reader.env.ref(f"okr.mail_template_{kind}")
        letter = template.with_context(
            okr_about=page["about"],
            okr_page=reader.env["ir.qweb"]._render("okr.mail_page", page),
            okr_sender=self._sender(company),
        )
        fields = ("subject", "body_html", "email_from", "reply_to")
        values = {
            name: letter._render_field(name, user.ids)[user.id] for name in fields
        }
        sender = values["email_from"] or self._sender(company)
        values.update(
            body_html=reader._in_layout(template, values["body_html"], page, company),
            email_from=sender,
            reply_to=values["reply_to"] or sender,
            mail_server_id=template.sudo().mail_server_id.id,  # not a reader's concern
            auto_delete=template.auto_delete,
            is_okr=True,
            recipient_ids=user.partner_id.ids,
            # Nobody's: whoever wrote a message may read it, and so may its author.
            author_id=self.env.ref("base.partner_root").id,
            headers={"X-Auto-Response-Suppress": "OOF"},
        )
        return values

    def _as_reader(self, user):
        """Return this model as the user reads it, in all their companies."""
        return self.with_user(user).with_context(
            lang=user.lang or self.env.lang or "en_US",
            tz=user.tz,
            allowed_company_ids=(user.company_id | user.company_ids).ids,
        )

    @api.model
    def _company_of(self, user, companies):
        """Return in whose name to write: the user's own company, if it is one."""
        mine = companies & user.company_id
        return mine or companies[:1] or user.company_id

    @api.model
    def _sender(self, company):
        root = self.env["res.users"].sudo().browse(SUPERUSER_ID)  # as digests do
        return company.email_formatted or root.email_formatted

    def _in_layout(self, template, body, page, company):
        url, title = page["button"]
        return self.env["mail.render.mixin"]._render_encapsulate(
            template.email_layout_xmlid or "mail.mail_notification_layout",
            body,
            add_context={
                "company": company,
                "model_description": page["heading"],
                "record_name": page["heading"],
                "subtitles": [page["heading"]],
                "button_access": {"url": url, "title": title},
                "has_button_access": True,
                "email_notification_force_footer": True,
            },
        )
