"""A municipality drops its theme and logo in: what is taken, refused, or hard to read."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.dress.colours import Colour, contrast, read_colour
from bot.dress.logo import read_logo
from bot.dress.theme import COLOURS, LETTERS, LINK, OURS, read_theme
from bot.unusable import Unusable
from bot.web.assets import content

TOKENS = """/* made by a design system */
:root {
  --gemeente-groen: #00594f;
  --basis-color-default-bg-document: hsl(60 30% 98%);
  --utrecht-document-color: rgb(20, 30, 30);
  --utrecht-link-color: var(--gemeente-groen);
  --utrecht-button-border-radius: 0;
  --utrecht-document-font-family: "Fira Sans", sans-serif;
  --utrecht-logo-image: url("data:image/svg+xml;base64,a;b}");
}
"""
VALUE = r"(#[0-9a-f]{6}|[\d.e+-]+(px|rem|em)|\"[\w .,\"-]+\")"
WRITTEN = re.compile(rf":root\{{(--[a-z-]+:{VALUE};)+\}}")
ONLY = "In een thema staan alleen eigenschappen die met -- beginnen."
COVERS = "Geef een kleur die dekt, zoals #0e5361 of rgb(14, 83, 97)."
SIZED = "Geef een maat, zoals 4px of 0.25rem."


def theme(folder: Path, text: str, name: str = "thema.css") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_tokens_that_we_read_are_taken_and_nothing_else(tmp_path: Path) -> None:
    plain = TOKENS.replace("b}", "b")

    assert read_theme(theme(tmp_path, plain)).css == (
        ":root{--utrecht-document-background-color:#fbfbf8;--utrecht-document-color:#141e1e;"
        "--utrecht-link-color:#00594f;--utrecht-button-border-radius:0px;"
        '--utrecht-document-font-family:"Fira Sans","sans-serif";'
        "--inkt-zacht:#474f4e;--vlak:#eff0ed;--lijn-zacht:#d4d5d3;--accent-vlak:#e7eeea;}"
    )


def test_design_tokens_as_json_are_the_same_theme(tmp_path: Path) -> None:
    tree = {
        "gemeente": {"groen": {"$type": "color", "$value": "#00594f"}},
        "utrecht": {
            "link": {"color": {"value": "{gemeente.groen}"}},
            "document": {"font-family": {"$value": ["Fira Sans", "sans-serif"]}},
        },
    }

    css = read_theme(theme(tmp_path, json.dumps(tree), "tokens.json")).css

    assert "--utrecht-link-color:#00594f;" in css
    assert '--utrecht-document-font-family:"Fira Sans","sans-serif";' in css


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            ":root {\n  color: red;\n  --utrecht-link-color: #000;\n}",
            f"thema.css, regel 2: “color” kan niet. {ONLY}",
        ),
        (
            '@import url("//elders.example/a.css");\n:root { --utrecht-link-color: #000 }',
            f"thema.css, regel 1: “@import” kan niet. {ONLY}",
        ),
        (
            ":root { --utrecht-link-color: #000 } body { display: none }",
            "thema.css moet precies één blok met tokens hebben, zoals :root { … }.",
        ),
        (
            ":root { --utrecht-link-color: url(https://elders.example/x) }",
            f"thema.css: --utrecht-link-color is “url(https://elders.example/x)”. {COVERS}",
        ),
        (
            ":root { --utrecht-link-color: rgb(0 0 0 / 50%) }",
            f"thema.css: --utrecht-link-color is “rgb(0 0 0 / 50%)”. {COVERS}",
        ),
        (
            ":root { --utrecht-button-border-radius: calc(1px + 1vw) }",
            f"thema.css: --utrecht-button-border-radius is “calc(1px + 1vw)”. {SIZED}",
        ),
        (
            ":root { --den-haag-color: #000 }",
            "thema.css heeft geen van de tokens die wij lezen, zoals --utrecht-link-color.",
        ),
    ],
)
def test_what_is_no_theme_is_refused_with_a_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(Unusable) as refused:
        read_theme(theme(tmp_path, text))

    assert refused.value.message == sentence


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(name=LINK, value="#000}body{display:none", as_json=True)
@example(name="utrecht-document-font-family", value='a";}*{color:red', as_json=True)
@example(name=LINK, value="var(--utrecht-link-color)", as_json=False)
@given(
    name=st.sampled_from([*COLOURS, *LETTERS, "utrecht-button-border-radius"]),
    value=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.from_regex(r"(#|rgb\(|hsl\(|\"|\d)[\w\d .,%/;}\"')-]{0,20}", fullmatch=True),
    as_json=st.booleans(),
)
def test_whatever_a_file_holds_only_our_own_values_reach_a_page(
    tmp_path: Path, name: str, value: str, *, as_json: bool
) -> None:
    text = json.dumps({name: {"value": value}}) if as_json else f":root {{ --{name}: {value}; }}"
    try:
        css = read_theme(theme(tmp_path, text, "a.json" if as_json else "a.css")).css
    except Unusable:
        return

    assert WRITTEN.fullmatch(css), css


def test_pairs_that_are_hard_to_read_are_named(tmp_path: Path) -> None:
    pale = ":root { --utrecht-link-color: #7fb5ff; --utrecht-document-background-color: #fff }"

    weak = list(read_theme(theme(tmp_path, pale)).weak_pairs())

    assert [pair for pair, _, _ in weak] == [
        "links op het papier (#7fb5ff op #ffffff)",
        "tekst op de knop (#ffffff op #7fb5ff)",
        "wit op de kleur van links (#ffffff op #7fb5ff)",
        "links op hun vlak (#7fb5ff op #f5f9ff)",
    ]


def test_without_a_theme_the_style_sheet_has_the_colours_that_are_checked() -> None:
    sheet = content("samenspel.css").decode()

    assert {token: re.findall(rf"var\(--{token}, (#\w+)\)", sheet) for token in OURS} == {
        token: [colour] for token, colour in OURS.items()
    }
    assert all(f"var(--{token}," in sheet for token in (*COLOURS, *LETTERS))


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = Colour(0, 0, 0), Colour(255, 255, 255), read_colour("#767676")

    assert contrast(black, white) == contrast(white, black) == 21
    assert grey is not None
    assert round(contrast(grey, white), 2) == 4.54
    assert read_colour("HSL(0deg, 100%, 50%)") == read_colour("#f00") == Colour(255, 0, 0)


def test_a_logo_is_a_picture_of_bearable_size_with_a_name(tmp_path: Path) -> None:
    drawing = theme(tmp_path, "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a")

    assert read_logo(drawing, "Gemeente Proefstad").name == "logo.svg"
    for file, owner, sentence in (
        (drawing, " ", "Zeg in SAMENSPEL_LOGO_OF van wie het logo is"),
        (theme(tmp_path, "GIF89a", "b.gif"), "Proefstad", "b.gif is geen SVG of PNG."),
        (theme(tmp_path, "<svg" + 200_000 * " ", "c.svg"), "Proefstad", "c.svg is groter dan"),
        (tmp_path / "d.svg", "Proefstad", "d.svg is er niet"),
    ):
        with pytest.raises(Unusable, match=re.escape(sentence)):
            read_logo(file, owner)


def test_a_house_with_a_bad_theme_says_so_and_stays_shut(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENSPEL_THEME", str(theme(tmp_path, "body { color: red }")))

    ran = CliRunner().invoke(main, ["serve", "--port", "0", "--database", sqlite_url])

    assert ran.exit_code == 2
    assert ran.stderr == f"thema.css, regel 1: “color” kan niet. {ONLY}\n"
