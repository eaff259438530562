"""One page with all pictures, to look through."""

import html

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>OKR, screen by screen</title>
<style>
body {{ font: 14px sans-serif; margin: 1rem; background: #eee; }}
section {{ margin: 1.5rem 0; }}
div {{ display: flex; gap: 0.75rem; align-items: flex-start; flex-wrap: wrap; }}
figure {{ margin: 0; }}
img {{ border: 1px solid #999; display: block; height: 300px; max-width: 100%; \
object-fit: cover; object-position: top; }}
strong {{ color: #b00; }}
</style>
<h1>OKR, screen by screen</h1>
<p>{count} pictures.</p>
{sections}
</html>
"""


def write(folder, pictures):
    """Write index.html; `pictures` are (screen, way of looking, file, faults)."""
    screens = {}
    for screen, way, file, faults in pictures:
        screens.setdefault(screen, []).append((way, file, faults))
    sections = "\n".join(_section(name, rows) for name, rows in screens.items())
    page = _PAGE.format(count=len(pictures), sections=sections)
    (folder / "index.html").write_text(page, encoding="utf-8")


def _section(name, rows):
    figures = "".join(_figure(*row) for row in rows)
    return f"<section><h2>{html.escape(name)}</h2><div>{figures}</div></section>"


def _figure(way, file, faults):
    image = f'<img src="{html.escape(file)}" alt="" loading="lazy">' if file else ""
    said = "".join(f"<br><strong>{html.escape(fault)}</strong>" for fault in faults)
    link = f'<a href="{html.escape(file)}">{image}</a>' if file else ""
    return f"<figure>{link}<figcaption>{html.escape(way)}{said}</figcaption></figure>"
