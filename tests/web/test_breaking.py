from bot.web.breaking import SOFT, soft


def test_long_words_of_ours_may_break_and_others_stay_as_they_are() -> None:
    said = soft("Praktijkvoorbeelden, in de praktijkvoorbeelden, en toegankelijkheid.")

    assert said == (
        f"Praktijk{SOFT}voorbeelden, in de praktijk{SOFT}voorbeelden, en toegankelijk{SOFT}heid."
    )
    assert soft("Examples, and accessibility: <b>") == "Examples, and accessibility: <b>"
