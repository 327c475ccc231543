"""Write sources as HTML pages, with or without schema.org data."""

from __future__ import annotations

import html
import json

from builder.source import (
    Block,
    Bullets,
    Entry,
    Grid,
    Para,
    Section,
    Source,
    spans,
)

_TAGS = {"bold": "strong", "italic": "em"}

_CV_STYLE = (
    "body{font-family:Georgia,serif;max-width:46em;margin:2em auto;color:#222}"
    "h2{border-bottom:1px solid #999}.dates{float:right;color:#666}"
)
_SITE_STYLE = (
    "body{font-family:sans-serif;margin:0}.top,.foot{background:#eee;padding:1em}"
    ".cookie{position:fixed;bottom:0;background:#333;color:#fff}"
    ".hidden{display:none}main{max-width:50em;margin:auto}"
)

_SITE_TOP = """<div class="cookie" role="dialog" aria-label="Cookie notice">
<p>We use cookies to remember your choices and to count visits. Analytics
cookies are set by our own Go service.</p>
<button>Accept all</button> <button>Only what is needed</button>
<button>Settings</button>
</div>
<header class="top">
<nav aria-label="Main"><ul>
<li><a href="/">{company}</a></li><li><a href="/product">Product</a></li>
<li><a href="/blog">Blog: why we left Scala</a></li>
<li><a href="/careers">Careers</a></li><li><a href="/login">Log in</a></li>
</ul></nav>
<p class="crumbs">Home &rsaquo; Careers &rsaquo; Engineering &rsaquo; {title}</p>
</header>"""

_SITE_FOOT = """<aside class="related">
<h3>Other open roles</h3>
<ul><li><a href="/careers/101">Senior Java Developer</a></li>
<li><a href="/careers/102">Salesforce Administrator</a></li>
<li><a href="/careers/103">iOS Engineer (Swift)</a></li></ul>
</aside>
<footer class="foot">
<p>Share this role: Mail | Copy link</p>
<p>Read next: From PHP to Elixir in a weekend</p>
<p>&copy; 2026 {company}. Privacy. Imprint. Accessibility. Site built with
WordPress.</p>
</footer>
<script>window.page = {{"tracker": "off", "framework": "jQuery"}};</script>"""


def _inline(text: str) -> str:
    parts = []
    for run, style in spans(text):
        safe = html.escape(run, quote=False)
        tag = _TAGS.get(style)
        parts.append(f"<{tag}>{safe}</{tag}>" if tag else safe)
    return "".join(parts).replace("\n", "<br>\n")


def _grid(block: Grid) -> str:
    rows = []
    for index, row in enumerate(block.rows):
        if not any(row):
            continue
        tag = "th" if index == 0 else "td"
        cells = "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _semantic(block: Block) -> str:
    if isinstance(block, Section):
        return f"<h2>{_inline(block.text)}</h2>"
    if isinstance(block, Entry):
        dates = f' <span class="dates">{_inline(block.dates)}</span>'
        return f"<h3>{_inline(block.text)}{dates if block.dates else ''}</h3>"
    if isinstance(block, Para):
        return f"<p>{_inline(block.text)}</p>"
    if isinstance(block, Bullets):
        items = "\n".join(f"<li>{_inline(item)}</li>" for item in block.items)
        return f"<ul>\n{items}\n</ul>"
    return _grid(block)


def _divs(block: Block) -> str:
    if isinstance(block, Section):
        return f'<div class="block-title">{_inline(block.text)}</div>'
    if isinstance(block, Entry):
        return (
            f'<div class="job"><span>{_inline(block.text)}</span> '
            f"<span>{_inline(block.dates)}</span></div>"
        )
    if isinstance(block, Bullets):
        return "\n".join(f'<div class="line">&bull; {_inline(item)}</div>' for item in block.items)
    if isinstance(block, Para):
        return f'<div class="line">{_inline(block.text)}</div>'
    return _grid(block)


def _page(title: str, style: str, head: str, body: str, lang: str = "en") -> bytes:
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}</title>\n<style>{style}</style>\n{head}"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode()


def _json_ld(source: Source, description: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": source.title,
        "identifier": {
            "@type": "PropertyValue",
            "name": source.get("company"),
            "value": source.get("reference"),
        },
        "datePosted": source.get("published"),
        "validThrough": source.get("closes"),
        "employmentType": "FULL_TIME",
        "hiringOrganization": {
            "@type": "Organization",
            "name": source.get("company"),
            "sameAs": "https://www.example.com",
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": source.get("city"),
                "addressCountry": source.get("country"),
            },
        },
        "jobLocationType": "TELECOMMUTE",
        "description": description,
    }
    text = json.dumps(data, indent=2, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">\n{text}\n</script>\n'


def write_cv_page(source: Source) -> bytes:
    """Write a CV as an HTML page.

    Args:
        source: The parsed CV; its layout is ``semantic`` or ``divs``.

    Returns:
        The page as UTF-8 bytes.
    """
    render = _divs if source.get("layout") == "divs" else _semantic
    name = html.escape(source.title)
    top = f'<div class="name">{name}</div>' if render is _divs else f"<h1>{name}</h1>"
    body = "\n".join([top, *(render(block) for block in source.blocks)])
    return _page(f"{source.title} - CV", _CV_STYLE, "", body)


def write_post_page(source: Source) -> bytes:
    """Write a job post as a page of a careers site.

    Args:
        source: The parsed post; with the layout ``jsonld`` the page has
            schema.org data and the usual noise around the text.

    Returns:
        The page as UTF-8 bytes.
    """
    inner = "\n".join(_semantic(block) for block in source.blocks)
    title = html.escape(source.title)
    article = f"<h1>{title}</h1>\n{inner}"
    label = f"{source.title} | {source.get('company')}"
    if source.get("layout") != "jsonld":
        return _page(label, _CV_STYLE, "", article)
    names = {"company": html.escape(source.get("company")), "title": title}
    top = _SITE_TOP.format(**names)
    foot = _SITE_FOOT.format(**names)
    body = f"{top}\n<main>\n{article}\n<a href='/apply'>Apply now</a>\n</main>\n{foot}"
    return _page(label, _SITE_STYLE, _json_ld(source, inner), body)
