"""What is changed in a license key is noticed; what mail adds is not minded."""

import random

import pytest

# -- what is changed --------------------------------------------------------------


def test_no_key_with_any_bit_changed_is_believed(issue, verify, license_key):
    text = issue()
    for place in range(len(text)):
        for bit in range(8):
            changed = (
                text[:place] + chr(ord(text[place]) ^ 1 << bit) + text[place + 1 :]
            )
            with pytest.raises(license_key.Refused):
                verify(changed)


def test_no_key_that_is_cut_short_is_believed(issue, verify, license_key):
    text = issue()
    for end in range(len(text)):
        with pytest.raises(license_key.Refused):
            verify(text[:end])


def test_no_key_with_signs_added_or_exchanged_is_believed(issue, verify, license_key):
    text, choose = issue(), random.Random(1)
    for _turn in range(500):
        place = choose.randrange(len(text))
        for changed in (
            text[:place] + choose.choice("aZ0-_.") + text[place:],
            text[:place] + text[place + 1 :] + text[place],
        ):
            if changed != text:
                with pytest.raises(license_key.Refused):
                    verify(changed)


@pytest.mark.parametrize(
    "text",
    ["", " ", "hello", "OKR1", "OKR1..", "OKR1.a.b.c", "okr1.e30.e30", "OKR1.é.e30"],
)
def test_what_is_no_key_is_damaged(text, verify, refuses):
    refuses("damaged", lambda: verify(text))


def test_another_spelling_of_the_same_bytes_is_damaged(issue, verify, refuses):
    text = issue()
    # The last sign of a signature holds four bits that nobody reads.
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    other = last[last.index(text[-1]) ^ 1]
    refuses("damaged", lambda: verify(text[:-1] + other))


def test_a_key_of_another_format_is_said_to_be_one(issue, verify, refuses):
    for number in ("0", "2", "10", "999"):
        text = issue().replace("OKR1", f"OKR{number}", 1)
        refuses("other_format", lambda text=text: verify(text))
    refuses("damaged", lambda: verify(issue().replace("OKR1", "OKR1000", 1)))


def test_what_is_longer_than_a_key_is_not_looked_at(
    issue, verify, refuses, license_key
):
    text = " " * (license_key.MOST_CHARACTERS - len(issue())) + issue()
    assert verify(text)
    refuses("damaged", lambda: verify(f" {text}"))


# -- what mail and editors do to a key --------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: f"  {text}\r\n",
        lambda text: "\n".join(text[at : at + 40] for at in range(0, len(text), 40)),
        lambda text: "> " + "\r\n> ".join([text[:50], text[50:]]),
        lambda text: "=\n".join([text[:76], text[76:152], text[152:]]),
        lambda text: f"\ufeff{text[:9]}\u200b{text[9:20]}\u00ad{text[20:]}\u00a0",
        lambda text: f'"{text}"',
        lambda text: f"'{text}'",
        lambda text: f"<{text}>",
        lambda text: text.replace(".", " . "),
    ],
)
def test_what_an_e_mail_adds_is_taken_out_again(spoil, issue, verify, license_key):
    assert verify(spoil(issue())).id == "key-1"
    assert license_key.clean(spoil(issue())) == issue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_editors(encoding, issue, license_key):
    assert license_key.read_bytes(issue().encode(encoding)) == issue()


def test_a_file_of_the_other_byte_order_is_read(issue, license_key):
    content = b"\xfe\xff" + issue().encode("utf-16-be")
    assert license_key.read_bytes(content) == issue()


@pytest.mark.parametrize(
    "content", [b"\x89PNG\xff\xd8", b"\xff\xfea", "ü".encode("cp1252")]
)
def test_a_file_that_is_no_text_is_refused(content, license_key, refuses):
    refuses("not_text", lambda: license_key.read_bytes(content))
