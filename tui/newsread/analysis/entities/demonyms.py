"""Demonyms: the words for people of a country, a faith or a party, and the adjectives made of them."""

_PEOPLES = (
    "Afghan Albanian Algerian American Angolan Arab Argentine Argentinian Armenian Asian African Australian"
    " Austrian Azerbaijani Bahraini Bangladeshi Basque Belarusian Belgian Bolivian Bosnian Brazilian British"
    " Bulgarian Burmese Cambodian Cameroonian Canadian Catalan Chechen Chilean Chinese Colombian Congolese Corsican"
    " Croatian Cuban Cypriot Czech Danish Dutch Ecuadorian Egyptian Emirati English Eritrean Estonian Ethiopian"
    " European Filipino Finnish French Georgian German Ghanaian Greek Guatemalan Haitian Honduran Hungarian"
    " Icelandic Indian Indonesian Iranian Iraqi Irish Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh"
    " Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Lao Laotian Latvian Lebanese Liberian Libyan Lithuanian"
    " Macedonian Malaysian Malian Maltese Mexican Moldovan Mongolian Montenegrin Moroccan Mozambican Namibian"
    " Nepalese Nepali Nicaraguan Nigerian Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Persian"
    " Peruvian Polish Portuguese Qatari Romanian Russian Rwandan Salvadoran Saudi Scottish Senegalese Serbian"
    " Singaporean Slovak Slovenian Somali Spanish Sudanese Swedish Swiss Syrian Taiwanese Tajik Tanzanian Tatar Thai"
    " Tibetan Tunisian Turkish Turkmen Ugandan Ukrainian Uruguayan Uyghur Uighur Uzbek Venezuelan Vietnamese Welsh"
    " Yemeni Zambian Zimbabwean"
)
_PEOPLES_OF_TWO_WORDS = (
    "North Korean",
    "South Korean",
    "South African",
    "South Sudanese",
    "Sri Lankan",
    "Saudi Arabian",
)
_PERSONS = (
    "Briton Dane Englishman Englishwoman Finn Frenchman Frenchwoman Kurd Irishman Pole Scot Serb Croat Spaniard"
    " Swede Turk"
)
_FAITHS = (
    "Buddhist Catholic Christian Hindu Islamist Jewish Jew Muslim Protestant Shia Shiite Shi'ite Sikh Sunni Taliban"
    " Yazidi Mormon Alawite Druze"
)

_WITHOUT_PLURAL = ("ese", "sh", "ch", "ss", "shman", "chman", "woman")
_PLURALS = {"Englishmen": "Englishman", "Frenchmen": "Frenchman", "Irishmen": "Irishman"}
_DEMONYMS = {
    form: word
    for word in (*_PEOPLES.split(), *_PEOPLES_OF_TWO_WORDS, *_PERSONS.split(), *_FAITHS.split())
    for form in ((word,) if word.endswith(_WITHOUT_PLURAL) else (word, f"{word}s"))
} | _PLURALS


def demonym(form: str) -> str | None:
    """Return a demonym in the singular, or None for any other form: `Chinese`, `North Koreans`."""
    return _DEMONYMS.get(form)


def all_demonyms() -> tuple[str, ...]:
    """Return every form that is a demonym."""
    return tuple(_DEMONYMS)
