"""Whether a text is English, told from its commonest words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.analysis.collection import is_english

SEEDS = Path(__file__).parents[2] / "seeds"

OTHERS = {
    "German": "Die Armee hat am Dienstag zwei Männer gefangen genommen, sagte der Präsident. Er forderte eine Antwort "
    "und sagte, er habe den Minister gebeten, sich mit dem Botschafter zu treffen. In der Region war es über Nacht "
    "ruhig, so die Behörden, doch die Menschen haben Angst, dass der Krieg bald wieder näher kommt.",
    "French": "L'armée a capturé mardi deux hommes, a déclaré le président. Il a demandé une réponse et a dit avoir "
    "chargé son ministre de contacter l'ambassade. On ne sait pas si d'autres sont sur place, mais il y a des raisons "
    "de le croire, selon les autorités de la région qui ont parlé avec nous.",
    "Dutch": "Het leger heeft dinsdag twee mannen gevangengenomen, zei de president. Hij had een antwoord geëist en "
    "zei dat hij de minister had gevraagd om contact op te nemen met de ambassade. Het was niet duidelijk of er meer "
    "van hen in het land waren, maar we weten het wel.",
    "Danish": "Hæren har tirsdag taget to mænd til fange, sagde præsidenten. Han krævede et svar og sagde, at han "
    "havde bedt ministeren om at tage kontakt til ambassaden. Det er ikke klart, om der er flere af dem i landet, men "
    "vi kan se på det her, og vi kan have svaret til torsdag.",
    "Polish": "Armia schwytała we wtorek dwóch mężczyzn, powiedział prezydent. Zażądał odpowiedzi i powiedział, że "
    "polecił ministrowi skontaktować się z ambasadą. Nie wiadomo, czy jest ich więcej w kraju, ale to możliwe do "
    "potwierdzenia, a on sam by tego nie wykluczył. Mieszkańcy regionu mają nadzieję na pokój.",
    "Ukrainian": "Військові взяли в полон двох чоловіків, які воювали у складі армії, повідомив президент у вівторок.",
    "Chinese": "总统周二表示,军队俘虏了两名在军队中作战的公民。他要求作出答复,并表示已指示外交部长与大使馆联系。目前"
    "尚不清楚是否还有更多的人在该国,但有理由相信确实如此,当局说。",
}


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda seed: seed.name[:3])
def test_the_seeds_are_english(seed: Path) -> None:
    assert is_english(seed.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_in_another_language_is_known(language: str) -> None:
    assert not is_english(OTHERS[language])


@pytest.mark.parametrize("text", ["", "Zelensky: Kyiv, Odesa, Lviv", "Ja.", "Слава!", "12,000", "…"])
def test_a_short_text_counts_as_english(text: str) -> None:
    assert is_english(text)


def test_english_that_quotes_another_language_stays_english() -> None:
    english = next(SEEDS.glob("000*.txt")).read_text(encoding="utf-8")
    assert is_english(f"{english}\n\n{OTHERS['Ukrainian']}\n\n{OTHERS['German']}")


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert is_english(text) in {True, False}
