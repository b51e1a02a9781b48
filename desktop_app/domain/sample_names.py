"""The words that invented users are made of; data only.

A comma and a blank part two words. ``word:latin`` spells a word for logins where letter by letter
would not do. Telephone numbers come from ranges kept free for stories, or have no area code.
"""

from __future__ import annotations

from dataclasses import dataclass

LATIN = """аa бb вv гg дd еe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch
    ъ ыy ь эe юyu яya αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χch ψps ωo"""
LOGINS = "reception, scanner, print.room, weather-station, night.desk, boat.shed, front.gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Where people of one working language work."""

    organizations: str
    departments: dict[str, str]
    offices: str
    notes: tuple[str, ...]
    types: str = "employee, employee, employee, teacher, student, contractor, volunteer, guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Culture:
    """How the people of one place are called and reached; ``share`` is out of 100."""

    share: int
    locale: str
    languages: str
    zones: str
    women: str
    men: str
    family: str
    family_of_women: str = ""
    middle_of_women: str = ""
    middle_of_men: str = ""
    prefixes: str = "Dr, Prof."
    suffixes: str = "PhD, MSc, MA"
    nicks: str = "Sunny, Moss, Pip, Robin, Wren, Jay, Kit, Teddy"
    phones: str = "555 01{:02}, 555 02{:02}"
    mobiles: str = ""


ENGLISH = Work(
    organizations="""Heron Bay Observatory, Lighthouse Museum, Linden Hill Botanical Garden,
        Willow Street School, Harbour Theatre, Old Mill Library""",
    departments={
        "Astronomy": "Astronomer, Night observer, Telescope engineer, Student assistant",
        "Collections": "Curator, Conservator, Archivist, Registrar, Map keeper",
        "Garden": "Botanist, Gardener, Head gardener, Beekeeper, Seed keeper",
        "School": "Teacher of mathematics, Teacher of music, School nurse, Deputy head",
        "Library": "Librarian, Bookbinder, Storyteller, Cataloguer",
        "Stage": "Stage manager, Lighting designer, Prop maker, Prompter, Wardrobe keeper",
        "Accounts": "Accountant, Bookkeeper, Payroll officer",
        "IT": "Programmer, System administrator, Service desk analyst, Data steward",
        "Kitchen": "Cook, Baker, Head of canteen",
        "Workshop": "Clockmaker, Joiner, Boat builder, Electrician, Instrument maker",
        "Visitors": "Guide, Receptionist, Events coordinator, Shop assistant",
    },
    offices="""Room 2, Room 10, Room 21, Room 112, Room 114a, Room 207, East wing 3, East wing 12,
        Tower, Tower 2nd floor, Greenhouse, Boat shed, Attic, Gallery 4, Front desk""",
    notes=(
        "Keeps the key of the map room.",
        "Prefers letters to the telephone.",
        "Speaks sign language.",
        "On leave until the lambs are born.\nAsk the front desk meanwhile.",
        "Returns the ladder on Mondays.",
        "First aider, second floor.\nCertificate in the blue folder.",
    ),
)
RUSSIAN = Work(
    organizations="""Обсерватория «Северная звезда», Школа № 17, Типография «Ять», Музей маяков,
        Ботанический сад «Липки», Библиотека на Ёлочной""",
    departments={
        "Астрономия": "Астроном, Ночной наблюдатель, Инженер телескопа, Лаборант",
        "Фонды": "Хранитель, Реставратор, Архивариус, Научный сотрудник",
        "Оранжерея": "Ботаник, Садовник, Пчеловод, Старший садовник",
        "Учебная часть": "Учитель математики, Учитель музыки, Завуч, Школьная медсестра",
        "Читальный зал": "Библиотекарь, Переплётчик, Библиограф",
        "Бухгалтерия": "Бухгалтер, Главный бухгалтер, Экономист",
        "Отдел кадров": "Специалист по кадрам, Инспектор, Табельщик",
        "ИТ": "Программист, Системный администратор, Инженер поддержки",
        "Столовая": "Повар, Пекарь, Заведующий столовой",
        "Мастерская": "Часовщик, Столяр, Электрик, Наладчик приборов",
    },
    offices="""Каб. 2, Каб. 10, Каб. 21, Каб. 114, Каб. 114а, Каб. 207, Башня, Башня 2 этаж,
        Оранжерея, Читальный зал, Актовый зал, Мастерская, Вахта, Чердак""",
    notes=(
        "Ключ от башни — у вахтёра.",
        "Полный тёзка из бухгалтерии: сверять табельный номер.",
        "Ведёт кружок юных астрономов.\nСреда, 16:00, актовый зал.",
        "Не ест орехи, любит ёлки. Звонить после обеда.",
    ),
)

_ENGLISH_WOMEN = """Ada, Alice, Beatrice, Charlotte, Clara, Daisy, Edith, Eleanor, Emily, Esther,
    Florence, Grace, Hannah, Hazel, Imogen, Ivy, Jane, Joan, Juliet, Lucy, Mabel, Maeve, Margaret,
    Martha, Mary-Ann, Matilda, Nora, Olive, Penelope, Phoebe, Rosalind, Ruth, Siobhan, Sylvia,
    Tabitha, Violet, Winifred, Zoë"""
_ENGLISH_MEN = """Alan, Albert, Arthur, Barnaby, Benedict, Charles, Desmond, Edmund, Edwin, Felix,
    Finn, Frederick, George, Gilbert, Harold, Henry, Hugh, Isaac, Jack, Jasper, Kenneth, Leonard,
    Linus, Malcolm, Nathaniel, Oliver, Owen, Patrick, Percy, Quentin, Ralph, Rupert, Samuel, Seán,
    Theodore, Toby, Victor, Walter"""
_ENGLISH_FAMILY = """Abbott, Ashdown, Barlow, Bell, Birch, Bramley, Brook, Carver, Chandler, Clay,
    Cooper, Dale, Drake, Ellwood, Fairweather, Fell, Fletcher, Fox, Gale, Garland, Greenhalgh,
    Hale, Hartley, Hawthorne, Heath, Holloway, Hopwood, Ives, Jessop, Kettle, Kingsley, Lark,
    Linden, Marlow, Mather, McAllister, Merriweather, Moss, Nightingale-Reed, North, O'Brien,
    O'Connor, Oakley, Parnell, Peacock, Pemberton, Pike, Quill, Rowan, Sallow, Shepherd,
    Smith-Hale, Sparrow, Stone, Thorne, Tilley, Underhill, Vale, Wainwright, Weaver, Whitlock,
    Winter, Woodruff, Yarrow"""
_ENGLISH_SECOND = "Anne, Rose, Jean, May, Lee, Robin, Marie, Vivian, Quinn, Lark, J., M."
_ENGLISH_MIDDLE = "James, Lee, Robin, Quinn, St John, Edgar, Vivian, Hugo, Rowan, Miles, J., M."

CULTURES = (
    Culture(
        share=18,
        locale="en-GB",
        languages="en-GB,en;q=0.8",
        zones="Europe/London",
        women=_ENGLISH_WOMEN,
        men=_ENGLISH_MEN,
        family=_ENGLISH_FAMILY,
        middle_of_women=_ENGLISH_SECOND,
        middle_of_men=_ENGLISH_MIDDLE,
        phones="020 7946 01{:02}, +44 20 7946 07{:02}, +44 113 496 02{:02}, (0113) 496 04{:02}",
        mobiles="07700 9001{:02}, 07700 9006{:02}",
    ),
    Culture(
        share=12,
        locale="en-US",
        languages="en-US,es;q=0.5",
        zones="America/New_York, America/Chicago, America/Denver, America/Los_Angeles",
        women=_ENGLISH_WOMEN,
        men=_ENGLISH_MEN,
        family=_ENGLISH_FAMILY,
        middle_of_women=_ENGLISH_SECOND,
        middle_of_men=_ENGLISH_MIDDLE,
        phones="(202) 555-01{:02}, +1 415 555 01{:02}, 312-555-01{:02}, (202) 555-01{:02} x214",
        mobiles="+1 617 555 01{:02}, (503) 555-01{:02}",
    ),
    Culture(
        share=26,
        locale="ru-RU",
        languages="ru,en;q=0.7",
        zones="Europe/Moscow, Europe/Samara, Asia/Yekaterinburg, Asia/Novosibirsk",
        women="""Агафья, Алёна, Анна, Варвара, Вера, Дарья, Евдокия, Екатерина, Елизавета, Зоя,
            Инна, Ксения, Лидия, Любовь, Майя, Марфа, Надежда, Ольга, Полина, Раиса, Светлана,
            София, Таисия, Ульяна, Фёкла, Юлия""",
        men="""Алексей, Андрей, Артём, Борис, Василий, Глеб, Григорий, Дмитрий, Елисей, Ефим,
            Илья, Кирилл, Лев, Матвей, Николай, Олег, Пётр, Роман, Савелий, Семён, Сергей,
            Тимофей, Фёдор, Юрий, Яков""",
        middle_of_women="""Александровна, Алексеевна, Андреевна, Артёмовна, Васильевна, Глебовна,
            Григорьевна, Дмитриевна, Ильинична, Кирилловна, Львовна, Николаевна, Петровна,
            Сергеевна, Тимофеевна, Фёдоровна, Юрьевна""",
        middle_of_men="""Александрович, Алексеевич, Андреевич, Артёмович, Васильевич, Глебович,
            Григорьевич, Дмитриевич, Ильич, Кириллович, Львович, Николаевич, Петрович, Сергеевич,
            Тимофеевич, Фёдорович, Юрьевич""",
        family="""Алфёров, Берёзкин, Боровой, Воробьёв, Голубев, Дроздов, Ежиков, Ёлкин, Журавлёв,
            Зайцев, Зимин, Калинин, Ковалёв, Лебедев, Луговой, Мельник, Морозов, Новиков, Орешкин,
            Подъячев, Рябинин, Соловьёв, Тихий, Травников, Уткин, Федосеев, Хлебников, Цветков,
            Чайкин, Шевчук, Щеглов, Юдин, Яблоков""",
        family_of_women="""Алфёрова, Берёзкина, Боровая, Воробьёва, Голубева, Дроздова, Ежикова,
            Ёлкина, Журавлёва, Зайцева, Зимина, Калинина, Ковалёва, Лебедева, Луговая, Мельник,
            Морозова, Новикова, Орешкина, Подъячева, Рябинина, Соловьёва, Тихая, Травникова,
            Уткина, Федосеева, Хлебникова, Цветкова, Чайкина, Шевчук, Щеглова, Юдина, Яблокова""",
        prefixes="д-р, проф.",
        suffixes="",
        nicks="Ёжик, Рыжик, Шура, Кнопка, Маэстро, Штурман",
        phones="555-01-{:02}, 55-02-{:02}, 555-03-{:02} доб. 214",
    ),
    Culture(
        share=8,
        locale="de-DE",
        languages="de,en;q=0.8",
        zones="Europe/Berlin, Europe/Vienna, Europe/Zurich",
        women="""Anneliese, Bärbel, Brigitte, Dörte, Elke, Frieda, Greta, Hannelore, Jule, Käthe,
            Lieselotte, Mathilde, Sünje, Ulrike, Wiebke""",
        men="""Anton, Bodo, Detlef, Emil, Ferdinand, Günther, Hans-Jürgen, Ignaz, Jörg,
            Konrad, Ludger, Matthäus, Rüdiger, Till, Wolfgang""",
        family="""Ackermann, Bäcker, Brückner, Eichhorn, Fröhlich, Großmann, Hölzl, Jäger, Köhler,
            Lindner, Müller, Nußbaum, Öttinger, Pfeiffer, Rößler, Schäfer, Süß, Tannenberg, von
            der Heide, Weiß, Zürn""",
        prefixes="Dr., Prof. Dr.",
        phones="030 23125 0{:02}, +49 89 99998 0{:02}, +49 40 66969 1{:02}",
        mobiles="+49 171 39200{:02}",
    ),
    Culture(
        share=8,
        locale="sv-SE",
        languages="sv,en;q=0.9",
        zones="Europe/Stockholm, Europe/Oslo, Europe/Copenhagen, Europe/Helsinki",
        women="""Åsa, Astrid, Björg, Freja, Gudrun, Ingrid, Karin, Linnéa, Maja, Märta, Ragnhild,
            Signe, Sigrid, Solveig, Tove, Tuulikki, Ylva""",
        men="""Aksel, Anders, Bjørn, Eero, Einar, Håkon, Jörgen, Kåre, Lars, Magnus, Nils, Olof,
            Pär, Rasmus, Søren, Torbjörn, Väinö""",
        family="""Åkesson, Ålund, Berg, Bjørnstad, Dahl, Ek, Fjällström, Grønli, Håkansson,
            Jørgensen, Kjær, Lindqvist, Löfgren, Mäkinen, Nyström, Ødegård, Östberg, Sandström,
            Skjelvik, Sørby, Virtanen, Þórsdóttir""",
        phones="08-465 004 {:02}, +46 31 390 06 {:02}",
        mobiles="+46 70 174 06 {:02}",
    ),
    Culture(
        share=6,
        locale="pl-PL",
        languages="pl,en;q=0.7",
        zones="Europe/Warsaw",
        women="""Agnieszka, Bożena, Celina, Dobrawa, Elżbieta, Grażyna, Jagoda, Łucja, Małgorzata,
            Róża, Wisława, Żaneta""",
        men="""Błażej, Czesław, Gracjan, Jędrzej, Kazimierz, Łukasz, Michał, Paweł, Stanisław,
            Tadeusz, Wacław, Zdzisław""",
        family="""Bąk, Chrząszcz, Dąbrowski, Gołębiewski, Jabłoński, Kępa, Łabędź, Malinowski,
            Piątek, Sikorski, Słowik, Śliwiński, Wójcik, Zając, Źrebiec, Żuraw""",
        family_of_women="""Bąk, Chrząszcz, Dąbrowska, Gołębiewska, Jabłońska, Kępa, Łabędź,
            Malinowska, Piątek, Sikorska, Słowik, Śliwińska, Wójcik, Zając, Źrebiec, Żuraw""",
    ),
    Culture(
        share=7,
        locale="fr-FR",
        languages="fr,en;q=0.6",
        zones="Europe/Paris, Europe/Brussels, America/Montreal",
        women="""Anaïs, Bérénice, Chloé, Désirée, Élodie, Faïza, Geneviève, Hélène, Léonie,
            Maëlle, Noémie, Océane, Soizic, Thérèse, Zélie""",
        men="""Aimé, Barthélemy, Clément, Éloi, François, Gaël, Hervé, Jean-Luc, Jérôme, Loïc,
            Maël, Noël, Rémi, Théo, Yves""",
        family="""Aubépine, Bélanger, Beauchêne, Châtaignier, d'Aurillac, de La Brière, Dubois,
            Forêt, Gérard, Hérisson, L'Hermite, Lelièvre, Marronnier, Pâquerette, Poirier,
            Rivière, Rougeot, Tessier, Vallée""",
        phones="01 99 00 12 {:02}, +33 1 99 00 56 {:02}, +33 2 61 91 34 {:02}",
        mobiles="06 39 98 12 {:02}",
    ),
    Culture(
        share=6,
        locale="es-ES",
        languages="es,ca;q=0.5,en;q=0.4",
        zones="Europe/Madrid, America/Mexico_City, America/Bogota",
        women="""Asunción, Begoña, Concepción, Estrella, Inés, Itziar, Lucía, Maite, Nieves,
            Rocío, Sofía, Verónica""",
        men="""Adrián, Álvaro, Andrés, Efraín, Germán, Hernán, Iñaki, Joaquín, Martín, Óscar,
            Ramón, Tomás""",
        family="""Álamo, Cañizares, Castaño, de la Cruz, Espinosa, Fernández, García Olmo, Ibáñez,
            Laguna, Muñoz, Núñez, Olivares, Peña, Roble, Romero, Sáenz, Úbeda, Zúñiga""",
    ),
    Culture(
        share=2,
        locale="hu-HU",
        languages="hu,en;q=0.5",
        zones="Europe/Budapest",
        women="Ágnes, Borbála, Csilla, Emőke, Gyöngyi, Ilona, Piroska, Tünde",
        men="Ádám, Béla, Csaba, Előd, Gergő, István, Lőrinc, Zsigmond",
        family="Bíró, Csősz, Erdős, Fehér, Gólya, Juhász, Kőműves, Molnár, Rózsa, Szűcs, Török",
    ),
    Culture(
        share=2,
        locale="zh-CN",
        languages="zh-CN,zh;q=0.9,en;q=0.5",
        zones="Asia/Shanghai, Asia/Taipei",
        women="明月:mingyue, 雅琴:yaqin, 晓雪:xiaoxue, 梅:mei, 春兰:chunlan, 静怡:jingyi",
        men="文博:wenbo, 志远:zhiyuan, 建国:jianguo, 伟:wei, 海涛:haitao, 思明:siming",
        family="王:wang, 李:li, 陈:chen, 林:lin, 欧阳:ouyang, 周:zhou, 孙:sun, 高:gao",
        prefixes="",
        nicks="小鱼, 阿木, 豆豆",
    ),
    Culture(
        share=2,
        locale="ja-JP",
        languages="ja,en;q=0.5",
        zones="Asia/Tokyo",
        women="結衣:yui, さくら:sakura, 美咲:misaki, 葵:aoi, 千尋:chihiro, 小百合:sayuri",
        men="蒼:so, 健太:kenta, 直樹:naoki, 大輔:daisuke, 陸:riku, 三四郎:sanshiro",
        family="佐々木:sasaki, 𠮷田:yoshida, 田中:tanaka, 山本:yamamoto, 森:mori, 渡邊:watanabe",
        prefixes="",
        nicks="モモ, タロ, ぽんた",
    ),
    Culture(
        share=2,
        locale="ar-EG",
        languages="ar,en;q=0.6",
        zones="Africa/Cairo, Asia/Amman",
        women="ليلى:layla, نور:nour, سلمى:salma, ياسمين:yasmin, هدى:huda",
        men="سامي:sami, كريم:karim, يوسف:yusuf, زياد:ziyad, نبيل:nabil",
        family="الحداد:alhaddad, النجار:alnajjar, منصور:mansour, الخياط:alkhayyat, زيدان:zaydan",
        prefixes="د.",
        nicks="نونو, ريري",
    ),
    Culture(
        share=1,
        locale="el-GR",
        languages="el,en;q=0.6",
        zones="Europe/Athens, Asia/Nicosia",
        women="Ασπασία, Δανάη, Ελένη, Καλλιόπη, Μυρτώ, Χριστίνα",
        men="Αχιλλέας, Γιώργος, Θανάσης, Λεωνίδας, Νίκος, Φώτης",
        family="Αγγελόπουλος, Βασιλειάδης, Ελαιώνας, Ξενάκης, Ψαράς, Μουσούρης",
        family_of_women="Αγγελοπούλου, Βασιλειάδη, Ελαιώνα, Ξενάκη, Ψαρά, Μουσούρη",
    ),
)
