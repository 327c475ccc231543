"""Files that hide "Rust Rust" beside "Python": one for each way to do it."""

from __future__ import annotations

from tests.awkward import Case, drawn, file, form, grey_image, group4, jbig2, show, stream

PYTHON = show("Python", y=700)
RUST = show("Rust Rust")
WHITE, GREY = "1 g ", "0.93 g "
BLANK = bytes([255]) * 4
SCAN = drawn(("Python", 50, 700))
PAGE_IMAGE = "q 600 0 0 800 0 0 cm /I Do Q\n"
IMAGE = "/XObject << /I 100 0 R >>"
LAYERS = "/OCProperties << /OCGs [101 0 R] /D << /OFF [101 0 R] >> >>"
LAYER = {101: "<< /Type /OCG /Name (Off) >>"}
NOTE = "/Type /Annot /Rect [50 400 150 412]"


def plain(content: str, reason: str, **entries: object) -> Case:
    """A page with "Python" and something that hides the other word."""
    return Case(
        lambda: file(PYTHON + content, **entries),  # type: ignore[arg-type]
        "Python",
        (("Rust Rust", reason),),
    )


def _noted(entries: str, reason: str) -> Case:
    return plain("", reason, page=f"/Annots [<< {NOTE} {entries} >>]")


def _imaged(content: str, pixels: bytes, reason: str) -> Case:
    side = int(len(pixels) ** 0.5) if len(pixels) < 100 else 0
    size = (side, side) if side else (600, 800)
    return plain(content, reason, resources=IMAGE, extra={100: grey_image(*size, pixels)})


def _states(**states: str) -> str:
    inner = " ".join(f"/{name} << {entries} >>" for name, entries in states.items())
    return f"/ExtGState << {inner} >>"


HIDDEN: dict[str, Case] = {
    # Colour
    "white": plain(WHITE + RUST, "white on white"),
    "nearly white": plain("0.96 g " + RUST, "white on white"),
    "pale grey that no eye tells": plain(GREY + RUST, "white on white"),
    "white in another colour space": plain("0 0 0 0 k " + RUST, "white on white"),
    "black on a black box": plain(
        "0 g 40 390 200 30 re f " + RUST, "same colour as its background"
    ),
    "blue on a blue box": plain(
        "0 0 0.6 rg 40 390 200 30 re f 0 0.02 0.62 rg " + RUST, "same colour as its background"
    ),
    "white on a white box on a band": plain(
        "0 0 0.4 rg 0 300 600 300 re f 1 g 40 390 200 30 re f " + RUST, "white on white"
    ),
    "white on a white image": _imaged(
        "q 300 0 0 100 40 380 cm /I Do Q 1 g " + RUST, BLANK, "same colour as its background"
    ),
    "white outside of the band that clips away": plain(
        "q 0 0 20 20 re W n 0 0 0.4 rg 0 300 600 300 re f Q 1 g " + RUST, "white on white"
    ),
    "white in an ink of its own": plain(
        "/CS cs 0 scn " + RUST,
        "white on white",
        resources="/ColorSpace << /CS [/Separation /Ink /DeviceGray << /FunctionType 2 "
        "/Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] >>",
    ),
    "white stroke": plain("1 G " + show("Rust Rust", before="1 Tr"), "white on white"),
    "white fill and stroke": plain("1 g 1 G " + show("Rust Rust", before="2 Tr"), "white on white"),
    "black on a black disc": plain(
        "0 g 30 400 m 30 440 80 480 130 480 c 180 480 200 440 200 400 c 200 350 30 350 30 400 c f "
        + RUST,
        "same colour as its background",
    ),
    # Opacity and modes
    "no opacity": plain("/A gs " + RUST, "transparent", resources=_states(A="/ca 0")),
    "hardly any opacity": plain("/A gs " + RUST, "transparent", resources=_states(A="/ca 0.03")),
    "opacity that leaves a breath of grey": plain(
        "/A gs " + RUST, "white on white", resources=_states(A="/ca 0.07")
    ),
    "a blend that leaves nothing": plain(
        "/A gs 1 g " + RUST, "white on white", resources=_states(A="/BM /Multiply")
    ),
    "a black that lightens only": plain(
        "1 g 40 390 200 30 re f 0 g /A gs " + RUST,
        "transparent",
        resources=_states(A="/BM /Lighten"),
    ),
    "mode 3": plain(show("Rust Rust", before="3 Tr"), "invisible render mode"),
    "mode 3 in a form": plain(
        "/X Do ",
        "invisible render mode",
        resources="/XObject << /X 100 0 R >>",
        extra={100: form(show("Rust Rust", before="3 Tr"))},
    ),
    "a mask that lets nothing through": plain(
        "/A gs " + RUST,
        "transparent",
        resources=_states(A="/SMask << /S /Luminosity /G 100 0 R >>"),
        extra={100: form("0 g 0 0 600 800 re f", "/Group << /S /Transparency /CS /DeviceGray >>")},
    ),
    "an outline of no opacity": plain(
        "/A gs " + show("Rust Rust", before="1 Tr"), "transparent", resources=_states(A="/CA 0")
    ),
    "mode 7": plain("q " + show("Rust Rust", before="7 Tr") + "Q", "invisible render mode"),
    # Place
    "below the page": plain(show("Rust Rust", y=-300), "outside the page"),
    "right of the page": plain(show("Rust Rust", x=900), "outside the page"),
    "outside the crop box": plain(
        show("Rust Rust", y=100), "outside the page", page="/CropBox [0 300 600 800]"
    ),
    "clipped away": plain("q 0 0 20 20 re W n " + RUST + "Q", "clipped away"),
    "clipped away by a triangle": plain(
        "q 0 380 m 0 700 l 400 700 l h W n " + show("Rust Rust", x=200) + "Q", "clipped away"
    ),
    "a form's box clips it away": plain(
        "/X Do ",
        "clipped away",
        resources="/XObject << /X 100 0 R >>",
        extra={
            100: stream(
                RUST,
                "/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Resources << /Font << /F 3 0 R >>"
                " >>",
            )
        },
    ),
    "under an image": _imaged(
        RUST + "q 300 0 0 100 40 380 cm /I Do Q ", BLANK, "covered by something else"
    ),
    "under a white box": plain(RUST + "1 g 40 390 200 30 re f ", "covered by something else"),
    "under a dark box": plain(RUST + "0 g 40 390 200 30 re f ", "covered by something else"),
    "under an image of the page's own bytes": plain(
        RUST + "q 300 0 0 100 40 380 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q ",
        "covered by something else",
    ),
    "under a box in a form": plain(
        RUST + "/X Do ",
        "covered by something else",
        resources="/XObject << /X 100 0 R >>",
        extra={100: form("1 g 40 390 200 30 re f")},
    ),
    "outside the crop box of a turned page": plain(
        show("Rust Rust", y=100), "outside the page", page="/CropBox [0 300 600 800] /Rotate 90"
    ),
    "right of a page of larger units": plain(
        show("Rust Rust", x=620), "outside the page", page="/UserUnit 2"
    ),
    "raised above the page": plain(
        "BT /F 11 Tf 1200 Ts 1 0 0 1 50 400 Tm (Rust Rust) Tj ET ", "outside the page"
    ),
    "the end of a line runs off the page": Case(
        lambda: file(show("Python", x=555, y=700) + show("Go " + " " * 40 + "Rust Rust", x=500)),
        "Python\nGo",
        (("Rust Rust", "outside the page"),),
    ),
    # Size
    "one point": plain(show("Rust Rust", size=1), "below readable size"),
    "two points": plain(show("Rust Rust", size=2), "below readable size"),
    "scaled down by the page": plain(
        "q 0.05 0 0 0.05 0 0 cm " + show("Rust Rust", 1000, 8000) + "Q", "below readable size"
    ),
    "scaled down by the text": plain(
        "BT /F 11 Tf 0.1 0 0 0.1 50 400 Tm (Rust Rust) Tj ET ", "below readable size"
    ),
    "scaled down by nested forms": plain(
        "0.3 0 0 0.3 0 0 cm /X Do ",
        "below readable size",
        resources="/XObject << /X 100 0 R >>",
        extra={
            100: form("0.3 0 0 0.3 0 0 cm /Y Do", fonts="/XObject << /Y 102 0 R >>"),
            102: form(show("Rust Rust", 500, 700)),
        },
    ),
    "of negative size": plain(
        "BT /F -1 Tf 1 0 0 1 50 400 Tm (Rust Rust) Tj ET ", "below readable size"
    ),
    "squeezed to a line": plain(show("Rust Rust", before="1 Tz"), "below readable size"),
    # Layers, marks, notes
    "a layer that is off": plain(
        "/OC /L BDC " + RUST + "EMC ",
        "in a layer that is switched off",
        catalog=LAYERS,
        resources="/Properties << /L 101 0 R >>",
        extra=LAYER,
    ),
    "a group of layers that are off": plain(
        "/OC /L BDC " + RUST + "EMC ",
        "in a layer that is switched off",
        catalog=LAYERS,
        resources="/Properties << /L 102 0 R >>",
        extra={**LAYER, 102: "<< /Type /OCMD /OCGs [101 0 R] /P /AnyOn >>"},
    ),
    "a layer that is off as all are": plain(
        "/OC /L BDC " + RUST + "EMC ",
        "in a layer that is switched off",
        catalog="/OCProperties << /OCGs [101 0 R] /D << /BaseState /OFF >> >>",
        resources="/Properties << /L 101 0 R >>",
        extra=LAYER,
    ),
    "a form of a layer, in disguise": plain(
        "/X Do ",
        "in a layer that is switched off",
        catalog=LAYERS.replace("/OCP", "/O#43P"),
        resources="/XObject << /X 100 0 R >>",
        extra={**LAYER, 100: form(RUST, "/OC 101 0 R")},
    ),
    "a form of a layer that is off": plain(
        "/X Do ",
        "in a layer that is switched off",
        catalog=LAYERS,
        resources="/XObject << /X 100 0 R >>",
        extra={**LAYER, 100: form(RUST, "/OC 101 0 R")},
    ),
    "another text for the glyphs": Case(
        lambda: file(PYTHON + "/Span << /ActualText (Rust Rust) >> BDC " + show("and SQL") + "EMC"),
        "Python\nand SQL",
        (("Rust Rust", "stands in the file for glyphs that show something else"),),
    ),
    "a long text for one mark": Case(
        lambda: file(
            PYTHON
            + "/Span << /ActualText (Rust and Go and C++ and Java and Perl and PHP) >> BDC "
            + show("*")
            + "EMC"
        ),
        "Python\n*",
        (
            (
                "Rust and Go and C++ and Java and Perl and PHP",
                "stands in the file for glyphs that show something else",
            ),
        ),
    ),
    "a hidden annotation": _noted(
        "/Subtype /FreeText /F 2 /Contents (Rust Rust)", "in a hidden annotation"
    ),
    "an annotation that is printed only": _noted(
        "/Subtype /FreeText /F 36 /Contents (Rust Rust)", "in a hidden annotation"
    ),
    "a hidden annotation that could be drawn": plain(
        "",
        "in a hidden annotation",
        page=f"/Annots [<< {NOTE} /Subtype /FreeText /F 2 /Contents (Rust Rust) "
        "/AP << /N 100 0 R >> >>]",
        extra={100: form(show("Rust Rust", 2, 2))},
    ),
    "a note": _noted("/Subtype /Text /Contents (Rust Rust)", "in a note that is not on the page"),
    "a hidden field": _noted(
        "/Subtype /Widget /FT /Tx /T (a) /F 2 /V (Rust Rust)", "in a hidden annotation"
    ),
    "under an annotation": plain(
        RUST,
        "covered by something else",
        page=f"/Annots [<< {NOTE} /Subtype /Square /F 4 /AP << /N 100 0 R >> >>]",
        extra={
            100: stream("1 g 0 0 100 20 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 20]")
        },
    ),
    "keywords": plain("", "in the metadata", info="/Keywords (Rust Rust)"),
    "subject": plain("", "in the metadata", info="/Subject (Rust Rust)"),
    # Scans
    "invisible over a blank scan": Case(
        lambda: file(
            PAGE_IMAGE + PYTHON + show("Rust Rust", before="3 Tr"),
            resources=IMAGE,
            extra={100: grey_image(2, 2, BLANK)},
        ),
        "Python",
        (("Rust Rust", "invisible render mode"),),
    ),
    "beside the ink of a scan": Case(
        lambda: file(
            PAGE_IMAGE
            + show("Python", y=700, before="3 Tr")
            + show("Rust Rust", y=300, before="3 Tr"),
            resources=IMAGE,
            extra={100: grey_image(600, 800, SCAN)},
        ),
        "Python",
        (("Rust Rust", "invisible render mode"),),
        ("ocr-layer",),
    ),
    "heaped upon the ink of a scan": Case(
        lambda: file(
            PAGE_IMAGE + show("Python", y=700, before="3 Tr") + show("Rust", y=700, before="3 Tr"),
            resources=IMAGE,
            extra={100: grey_image(600, 800, SCAN)},
        ),
        "Python",
        (("Rust", "invisible render mode"),),
        ("ocr-layer",),
    ),
}

SCANS: dict[str, Case] = {
    "a scan with its layer": Case(
        lambda: file(
            PAGE_IMAGE + show("Python", y=700, before="3 Tr"),
            resources=IMAGE,
            extra={100: grey_image(600, 800, SCAN)},
        ),
        "Python",
        codes=("ocr-layer",),
    ),
    "a scan over its layer": Case(
        lambda: file(
            show("Python", y=700) + PAGE_IMAGE,
            resources=IMAGE,
            extra={100: grey_image(600, 800, SCAN)},
        ),
        "Python",
        codes=("ocr-layer",),
    ),
    "a fax with its layer": Case(
        lambda: file(
            PAGE_IMAGE + show("Python", y=700, before="3 Tr"),
            resources=IMAGE,
            extra={
                100: stream(
                    group4(SCAN),
                    "/Type /XObject /Subtype /Image /Width 600 /Height 800 /BitsPerComponent 1 "
                    "/ColorSpace /DeviceGray /Filter /CCITTFaxDecode "
                    "/DecodeParms << /K -1 /Columns 600 /Rows 800 >>",
                )
            },
        ),
        "Python",
        codes=("ocr-layer",),
    ),
    "a JBIG2 scan with its layer": Case(
        lambda: file(
            PAGE_IMAGE + show("Python", y=700, before="3 Tr"),
            resources=IMAGE,
            extra={
                100: stream(
                    jbig2(SCAN),
                    "/Type /XObject /Subtype /Image /Width 600 /Height 800 /BitsPerComponent 1 "
                    "/ColorSpace /DeviceGray /Filter /JBIG2Decode",
                )
            },
        ),
        "Python",
        codes=("ocr-layer",),
    ),
    "a scan in four strips": Case(
        lambda: file(
            "".join(f"q 600 0 0 200 0 {200 * n} cm /{name} Do Q\n" for n, name in enumerate("DCBA"))
            + show("Python", y=700, before="3 Tr"),
            resources="/XObject << /A 100 0 R /B 101 0 R /C 102 0 R /D 103 0 R >>",
            extra={
                100 + n: grey_image(600, 200, SCAN[120000 * n : 120000 * (n + 1)]) for n in range(4)
            },
        ),
        "Python",
        codes=("ocr-layer",),
    ),
}
