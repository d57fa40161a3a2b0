"""The README says what the program says: its commands are run, its picture is drawn again."""

from tools.readme import PICTURE, README, executed, picture


def test_every_console_block_of_the_readme_shows_what_its_commands_say() -> None:
    text = README.read_text(encoding="utf-8")
    assert "$ antragsbudget" in text
    assert executed(text) == text


def test_the_picture_is_of_real_output() -> None:
    assert picture() == PICTURE.read_text(encoding="utf-8")
