"""Files whose text looks hidden by one sign or other, and is seen all the same."""

from __future__ import annotations

from tests.awkward import Case, file, form, grey_image, show, stream

RUST = show("Rust Rust")
DARK = bytes([40]) * 4
PHOTO = bytes(range(0, 250, 10))
IMAGE = "/XObject << /I 100 0 R >>"
ON_IMAGE = "q 300 0 0 100 40 380 cm /I Do Q "
SHADE = (
    "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 600 0] /Extend [true true] "
    "/Function << /FunctionType 2 /Domain [0 1] /C0 [0.1 0.1 0.5] /C1 [0.5 0.1 0.1] /N 1 >> >>"
)
LAYERS = "/OCProperties << /OCGs [101 0 R] /D << /ON [101 0 R] >> >>"
LAYER = {101: "<< /Type /OCG /Name (On) >>"}


def seen(content: str, text: str = "Rust Rust", **entries: object) -> Case:
    """A page with text that a person sees."""
    return Case(lambda: file(content, **entries), text)  # type: ignore[arg-type]


def _state(entries: str) -> str:
    return f"/ExtGState << /A << {entries} >> >>"


HONEST: dict[str, Case] = {
    "white on a dark band": seen("0 0 0.4 rg 0 380 600 60 re f 1 g " + RUST),
    "white on a band of a form": seen(
        "/X Do 1 g " + RUST,
        resources="/XObject << /X 100 0 R >>",
        extra={100: form("0 0 0.4 rg 0 380 600 60 re f")},
    ),
    "white on a round badge": seen(
        "0.6 0 0 rg 30 400 m 30 440 80 480 130 480 c 180 480 200 440 200 400 c "
        "200 350 30 350 30 400 c f 1 g " + RUST
    ),
    "white on a photo": seen(
        ON_IMAGE + "1 g " + RUST, resources=IMAGE, extra={100: grey_image(2, 2, DARK)}
    ),
    "white on a shading": seen(
        "q 0 380 600 60 re W n /S sh Q 1 g " + RUST, resources=f"/Shading << /S {SHADE} >>"
    ),
    "white on a band that is not quite opaque": seen(
        "q /A gs 0 0 0.4 rg 0 380 600 60 re f Q 1 g " + RUST, resources=_state("/ca 0.8")
    ),
    "white with a dark outline": seen("1 g 0 G " + show("Rust Rust", before="2 Tr")),
    "filled with a shading": seen(
        "/Pattern cs /P scn " + RUST,
        resources=f"/Pattern << /P << /PatternType 2 /Shading {SHADE} >> >>",
    ),
    "black on a photo": seen(
        ON_IMAGE + RUST, resources=IMAGE, extra={100: grey_image(2, 2, bytes([200]) * 4)}
    ),
    "a background image of the whole page": seen(
        "q 600 0 0 800 0 0 cm /I Do Q " + RUST,
        resources=IMAGE,
        extra={100: grey_image(2, 2, bytes([245]) * 4)},
    ),
    "six points": seen(show("Rust Rust", size=6)),
    "six points of a large font scaled down": seen(
        "q 0.05 0 0 0.05 0 0 cm " + show("Rust Rust", 1000, 8000, size=120) + "Q"
    ),
    "one point scaled up": seen("BT /F 1 Tf 11 0 0 11 50 400 Tm (Rust Rust) Tj ET"),
    "narrow letters": seen(show("Rust Rust", before="70 Tz")),
    "a blue link": seen(
        "0.1 0.3 0.8 rg " + RUST,
        page="/Annots [<< /Type /Annot /Subtype /Link /Rect [50 400 100 411] /Contents (a link) "
        "/A << /S /URI /URI (https://example.org) >> >>]",
    ),
    "light grey": seen("0.8 g " + RUST),
    "yellow": seen("1 0.85 0 rg " + RUST),
    "grey on a pale grey box": seen("0.95 g 40 390 200 30 re f 0.6 g " + RUST),
    "half opaque": seen("/A gs " + RUST, resources=_state("/ca 0.5")),
    "a watermark under the text": seen(
        "q 0.9 g BT /F 80 Tf 0.7 0.7 -0.7 0.7 120 200 Tm (DRAFT) Tj ET Q " + RUST,
        text="DRAFT\nRust Rust",
    ),
    "highlighted afterwards": seen(
        RUST + "q /A gs 1 1 0 rg 48 396 60 14 re f Q ", resources=_state("/BM /Multiply")
    ),
    "a pale veil over it": seen(
        RUST + "q /A gs 1 g 48 396 60 14 re f Q ", resources=_state("/ca 0.4")
    ),
    "an image without colour over it": seen(
        RUST + "q 60 0 0 14 48 396 cm /I Do Q ",
        resources=IMAGE,
        extra={
            100: grey_image(2, 2, bytes(4), "/SMask 101 0 R"),
            101: grey_image(2, 2, bytes(4)),
        },
    ),
    "a frame around it": seen(RUST + "40 390 200 30 re S "),
    "struck out": seen(RUST + "50 403 60 1 re f "),
    "underlined": seen("50 397 60 1 re f " + RUST),
    "half of it beside the dark box": seen("0.2 0.2 0.9 rg 40 380 30 40 re f 0 g " + RUST),
    "a clip as large as the page": seen("q 0 0 600 800 re W n " + RUST + "Q "),
    "a clip around its column": seen("q 40 100 200 600 re W n " + RUST + "Q "),
    "a round clip around it": seen(
        "q 30 400 m 30 480 250 480 250 400 c 250 320 30 320 30 400 c W n " + RUST + "Q "
    ),
    "inside the crop box": seen(RUST, page="/CropBox [0 300 600 800]"),
    "a crop box larger than the page": seen(RUST, page="/CropBox [-50 -50 700 900]"),
    "a layer that is on": seen(
        "/OC /L BDC " + RUST + "EMC ",
        catalog=LAYERS,
        resources="/Properties << /L 101 0 R >>",
        extra=LAYER,
    ),
    "a group that is seen when its layers are off": seen(
        "/OC /L BDC " + RUST + "EMC ",
        catalog=LAYERS.replace("/ON", "/OFF"),
        resources="/Properties << /L 102 0 R >>",
        extra={**LAYER, 102: "<< /Type /OCMD /OCGs [101 0 R] /P /AllOff >>"},
    ),
    "a mask that lets all through": seen(
        "/A gs " + RUST,
        resources=_state("/SMask << /S /Luminosity /G 100 0 R >>"),
        extra={100: form("1 g 0 0 600 800 re f", "/Group << /S /Transparency /CS /DeviceGray >>")},
    ),
    "a form of a layer that is on": seen(
        "/X Do ",
        catalog=LAYERS,
        resources="/XObject << /X 100 0 R >>",
        extra={**LAYER, 100: form(RUST, "/OC 101 0 R")},
    ),
    "the same text for the glyphs": seen(
        "/Span << /ActualText (Rust Rust) >> BDC " + show("RUST RUST") + "EMC ", text="RUST RUST"
    ),
    "a parted word with its whole text": seen(
        "/Span << /ActualText (production) >> BDC "
        + show("pro-", y=420)
        + show("duction")
        + "EMC ",
        text="production",
    ),
    "a link with its address as text": seen(
        "/Span << /ActualText (https://example.org/me) >> BDC " + show("me") + "EMC ", text="me"
    ),
    "a label for those who listen": seen(
        "/Span << /ActualText (phone: 555 0100) >> BDC " + show("555 0100") + "EMC ",
        text="555 0100",
    ),
    "rated by stars": seen(
        show("Rust Rust") + "/Span << /ActualText (4) >> BDC " + show("****", x=150) + "EMC ",
        text="Rust Rust ****",
    ),
    "a filled field": seen(
        "",
        page="/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /V (Rust Rust) "
        "/Rect [50 400 150 412] /AP << /N 100 0 R >> >>]",
        extra={
            100: stream(
                show("Rust Rust", 2, 2),
                "/Type /XObject /Subtype /Form /BBox [0 0 100 12] /Resources << /Font << /F 3 0 R "
                ">> >>",
            )
        },
    ),
    "a field that the viewer draws": seen(
        "",
        page="/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /V (Rust Rust) "
        "/Rect [50 400 150 412] >>]",
    ),
    "typed onto the page": seen(
        "",
        page="/Annots [<< /Type /Annot /Subtype /FreeText /F 4 /Contents (Rust Rust) "
        "/Rect [50 400 150 412] /AP << /N 100 0 R >> >>]",
        extra={
            100: stream(
                show("Rust Rust", 2, 2),
                "/Type /XObject /Subtype /Form /BBox [0 0 100 12] /Resources << /Font << /F 3 0 R "
                ">> >>",
            )
        },
    ),
    "marked with a pen": seen(
        RUST,
        page="/Annots [<< /Type /Annot /Subtype /Highlight /F 4 /Rect [48 396 108 412] "
        "/QuadPoints [48 412 108 412 48 396 108 396] /C [1 1 0] >>]",
    ),
    "about the file, unspecified": seen(RUST, info="/Subject (unspecified) /Keywords ()"),
}
