"""Names of months, weekdays and ordinal numbers, once for all rooms."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar|Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre"
    " octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta"
    " lokakuuta marraskuuta joulukuuta",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września"
    " października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου|Μαίου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου"
    " Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "ar": "يناير|كانون_الثاني فبراير|شباط مارس|آذار أبريل|ابريل|إبريل|نيسان مايو|أيار|ايار يونيو|يونيه|حزيران"
    " يوليو|يوليه|تموز أغسطس|اغسطس|آب سبتمبر|أيلول أكتوبر|اكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني"
    " ديسمبر|كانون_الأول",
    "he": "בינואר|ינואר בפברואר|פברואר במרץ|מרץ|במרס|מרס באפריל|אפריל במאי|מאי ביוני|יוני ביולי|יולי"
    " באוגוסט|אוגוסט בספטמבר|ספטמבר באוקטובר|אוקטובר בנובמבר|נובמבר בדצמבר|דצמבר",
}
"""As they stand beside a day; `|` between spellings, `_` for a space in a name."""
# Short forms, as they are written with or without a full stop; "-" where there is none.
_SHORT = {
    "en": "Jan Feb Mar Apr - Jun Jul Aug Sept|Sep Oct Nov Dec",
    "de": "Jan|Jän Feb Mär Apr - Jun Jul Aug Sept|Sep Okt Nov Dez",
    "fr": "janv févr mars avr - juin juil - sept oct nov déc",
    "es": "ene - - abr - - - ago - oct - dic",
    "it": "gen - - - mag giu lug ago - ott - dic",
    "nl": "- - mrt - - - - - - okt - -",
    "pt": "- fev - abr - - - ago - - - dez",
    "ru": "янв фев мар апр - июн июл авг сен|сент окт ноя|нояб дек",
    "tr": "Oca Şub - Nis - Haz Tem Ağu Eyl Eki Kas Ara",
}
LANGUAGES = tuple(_MONTHS)
"""Languages whose months are known here, as BCP 47 tags."""


def month_names(language: str, *, short: bool = True) -> dict[str, int]:
    """Return each name of a month in a language, as it is spelt there, with its number from 1.

    >>> month_names("fr", short=False)["mai"], month_names("de")["Okt"]
    (5, 10)
    """
    tables = [_MONTHS[language], _SHORT.get(language, "")] if short else [_MONTHS[language]]
    rows = [row.split() for row in tables]
    return {
        name.replace("_", " "): number
        for row in rows
        for number, names in enumerate(row, 1)
        for name in names.split("|")
        if name != "-"
    }


# Yesterday, and the day before it; "today" is left out, since it often means these years.
_DAYS_AGO = {
    "de": "gestern vorgestern",
    "fr": "hier avant-hier",
    "es": "ayer anteayer|antier|antes_de_ayer",
    "it": "ieri altro_ieri|altroieri",
    "nl": "gisteren eergisteren",
    "pt": "ontem anteontem|antes_de_ontem",
    "sv": "i_går|igår i_förrgår|i_förgår",
    "da": "i_går i_forgårs",
    "nb": "i_går i_forgårs",
    "is": "í_gær í_fyrradag",
    "fi": "eilen toissapäivänä",
    "pl": "wczoraj przedwczoraj",
    "cs": "včera předevčírem",
    "hu": "tegnap tegnapelőtt",
    "ro": "ieri alaltăieri",
    "el": "χθες|χτες|εχθές προχθές|προχτές",
    "ru": "вчера позавчера",
    "uk": "вчора|учора позавчора",
    "tr": "dün -",
    "az": "dünən -",
    "ar": "أمس|امس أول_أمس|اول_امس|أول_من_أمس|اول_من_امس|أمس_الأول|امس_الاول",
    "he": "אתמול שלשום",
}


def words_for_days_ago(language: str) -> dict[str, int]:
    """Return each word of a language for yesterday and the day before it, with the days since then.

    >>> words_for_days_ago("sv")["i förrgår"], words_for_days_ago("id")
    (2, {})
    """
    return {
        name.replace("_", " "): ago
        for ago, names in enumerate(_DAYS_AGO.get(language, "").split(), 1)
        for name in names.split("|")
        if name != "-"
    }


MONTHS = tuple(_MONTHS["en"].split())
"""The English months in full, January first."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The English weekdays in full; their place is their number, 0 Monday."""

_SHORT_WEEKDAYS = ("mon", "tues tue", "wed", "thurs thur thu", "fri", "sat", "sun")
WEEKDAY_NUMBERS = {
    word: number
    for number, (name, short) in enumerate(zip(WEEKDAYS, _SHORT_WEEKDAYS, strict=True))
    for word in (name.lower(), *short.split())
}
"""English weekday in small letters, in full or short, to its number, 0 Monday."""

_OTHER_WEEKDAYS = (
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag|Sonnabend Sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "poniedziałek wtorek środa|środę czwartek piątek sobota|sobotę niedziela|niedzielę",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "luni marți|marţi miercuri joi vineri sâmbătă duminică",
    "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
    "понедельник вторник среда|среду четверг пятница|пятницу суббота|субботу воскресенье",
    "понеділок вівторок середа|середу четвер п’ятниця|п'ятниця субота неділя",
    "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "الاثنين|الإثنين الثلاثاء الأربعاء|الاربعاء الخميس الجمعة السبت الأحد|الاحد",
)
_OTHER_SHORT_WEEKDAYS = (
    "Mo Di Mi Do Fr Sa So",
    "lun mar mer jeu ven sam dim",
    "lun mar mié|mie jue vie sáb|sab dom",
    "lun mar mer gio ven sab dom",
    "ma di wo do vr za zo",
    "seg ter qua qui sex sáb dom",
    "mån tis ons tors|tor fre lör sön",
    "man tir ons tor fre lør søn",
    "pon|pn wt śr czw|czw pt sob niedz|ndz|nd",
    "пн вт ср чт пт сб вс",
    "пн вт ср чт пт сб нд",
    "Pzt Sal Çar Per Cum Cmt Paz",
)
PLAIN = str.maketrans("\n\xa0ıİſ", "  iIs")
"""To read dates by pattern: a broken line or a hard space is a space, and letters that a pattern without
regard to case takes for i and s are those letters."""


def _weekdays(rows: tuple[str, ...]) -> dict[str, int]:
    return {
        name.translate(PLAIN).lower(): number
        for row in rows
        for number, names in enumerate(row.split())
        for name in names.split("|")
    }


ALL_WEEKDAYS = WEEKDAY_NUMBERS | _weekdays(_OTHER_WEEKDAYS)
"""The same for all languages, as PLAIN leaves their letters."""

SHORT_WEEKDAYS = _weekdays(_OTHER_SHORT_WEEKDAYS)
"""Their short forms; many are other words too, so they count only before a day."""

ALL_MONTHS = {
    name.translate(PLAIN).lower(): number for tag in LANGUAGES for name, number in month_names(tag).items()
}
"""Month of any language, in small letters as PLAIN leaves them, to its number."""

ALL_DAYS_AGO = {
    name.translate(PLAIN).lower(): ago for tag in LANGUAGES for name, ago in words_for_days_ago(tag).items()
}
"""The same of the words for yesterday and the day before it, with the days since then."""

_ORDINAL_ROW = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third"
    " twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth"
    " thirty-first"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_ROW.split(), 1)}
"""English ordinal in small letters to its number, as far as a month has days."""
