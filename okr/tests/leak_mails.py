"""The ways out by e-mail; see ``leak_channels``."""

from ..models.okr_mail import KINDS
from .leak_channels import channel


@channel
def emails(caller, record):
    """What would be written to this person about the record, whoever has it sent."""
    said = ""
    mails = record.sudo().env["okr.mail"]
    for kind, model in KINDS.items():
        if model == record._name:
            values = mails._compose(kind, caller.user.sudo(), record.ids)
            said += f"{values['subject']} {values['body_html']}" if values else ""
    return said


@channel
def check_in_links(caller, record):
    """What a link shows that was signed for this person, owner or not, and its form."""
    if record._name != "okr.key.result":
        return ""  # there are no others
    path = record.with_user(caller.user).sudo()._check_in_path()
    return caller.get(path) + caller.form(path, value="many")
