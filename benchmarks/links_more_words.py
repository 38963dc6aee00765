"""A fifth made archive of ten years of requests, counted once before its errors were read (0.854 and 0.670).

Each kind stands in three wordings by hand, with near misses at the same streets and villages.
"""

from __future__ import annotations

from benchmarks.links_archive import ArchivedRequest
from benchmarks.links_other_words import ten_years

PLACED = (
    (
        "Założenie trawnika przy ul. {p}.",
        "Na {p} zamiast trawy mamy klepisko, prosimy o nowy trawnik.",
        "Obsianie pasa zieleni na {p} trawą.",
    ),
    (
        "Naprawa latarni na ul. {p}.",
        "Od miesiąca na {p} nie świeci żadna lampa, trzeba je naprawić.",
        "Usunięcie awarii oświetlenia na {p}.",
    ),
    (
        "Wykoszenie chwastów wzdłuż ul. {p}.",
        "Pobocze {p} zarosło pokrzywami po pas, prosimy o koszenie.",
        "Regularne koszenie poboczy na {p}.",
    ),
    (
        "Boisko do siatkówki plażowej przy ul. {p}.",
        "Chcielibyśmy na {p} pograć w siatkówkę na piasku.",
        "Plażówka na {p}: piaszczyste boisko do siatkówki.",
    ),
    (
        "Strefa zamieszkania na ul. {p}.",
        "Niech piesi mają pierwszeństwo na całej {p}, wprowadźcie strefę zamieszkania.",
        "Oznakowanie {p} jako strefy zamieszkania.",
    ),
    (
        "Stacja ładowania samochodów elektrycznych przy ul. {p}.",
        "Nie mam gdzie podłączyć elektryka na {p}, przydałaby się ładowarka.",
        "Ładowarka do aut elektrycznych na {p}.",
    ),
    (
        "Wymiana piasku w piaskownicy przy ul. {p}.",
        "Piasek w piaskownicy na {p} jest brudny, prosimy o świeży.",
        "Świeży piasek do piaskownicy na {p}.",
    ),
    (
        "Remont kładki nad torami przy ul. {p}.",
        "Deski kładki na {p} są spróchniałe, strach przechodzić; prosimy o naprawę.",
        "Naprawa kładki dla pieszych na {p}.",
    ),
    (
        "Osłona śmietnika przy ul. {p}.",
        "Kontenery na {p} stoją pod gołym niebem, zbudujcie im wiatę.",
        "Zadaszona wiata na pojemniki na odpady przy {p}.",
    ),
    (
        "Ogród społeczny przy ul. {p}.",
        "Sąsiedzi z {p} chcą razem uprawiać warzywa na nieużytku.",
        "Wspólny ogródek warzywny mieszkańców {p}.",
    ),
    (
        "Oznaczenie numerów domów na ul. {p}.",
        "Kurier ani karetka nie znajdą domów na {p}, potrzebne są tablice z numerami.",
        "Tablice z numeracją posesji przy wjeździe w {p}.",
    ),
    (
        "Samoobsługowa stacja naprawy rowerów przy ul. {p}.",
        "Przydałoby się na {p} miejsce z pompką i kluczami do roweru.",
        "Punkt naprawy rowerów na {p}.",
    ),
    (
        "Likwidacja barier dla wózków na ul. {p}.",
        "Na {p} krawężniki są tak wysokie, że wózkiem nie wjedziesz; obniżcie je.",
        "Obniżenie krawężników przy przejściach na {p}.",
    ),
    (
        "Stół do ping-ponga przy ul. {p}.",
        "Betonowy stół, przy którym młodzież z {p} zagra w tenisa stołowego.",
        "Tenis stołowy pod chmurką na {p}.",
    ),
    (
        "Częstszy wywóz śmieci z ul. {p}.",
        "Kubły na {p} przepełniają się już po tygodniu, odbierajcie odpady częściej.",
        "Zwiększenie częstotliwości odbioru odpadów na {p}.",
    ),
    (
        "Fontanna przy ul. {p}.",
        "Plac na {p} ożywiłaby mała fontanna.",
        "Budowa fontanny na skwerze przy {p}.",
    ),
    (
        "Usunięcie graffiti z murów przy ul. {p}.",
        "Ściany na {p} są pomazane sprayem, proszę je oczyścić.",
        "Zamalowanie bazgrołów na {p}.",
    ),
    (
        "Ruch jednokierunkowy na ul. {p}.",
        "Na {p} dwa auta się nie miną, trzeba ustalić jeden kierunek.",
        "Zmiana {p} na jednokierunkową.",
    ),
    (
        "Paczkomat przy ul. {p}.",
        "Po przesyłki z {p} chodzimy na drugi koniec osiedla, postawcie automat paczkowy.",
        "Automat paczkowy na {p}.",
    ),
    (
        "Barierki oddzielające chodnik od jezdni na ul. {p}.",
        "Przedszkolaki z {p} mogą wybiec pod samochód, prosimy o barierki.",
        "Montaż barier ochronnych przy chodniku na {p}.",
    ),
)
IN_VILLAGES = (
    (
        "Kanalizacja w {w}.",
        "W {w} wciąż wybieramy szamba, podłączcie nas do kanalizacji.",
        "Budowa sieci kanalizacyjnej w {w}.",
    ),
    (
        "Gabinet lekarski w {w}.",
        "Do lekarza z {v} trzeba jechać do miasta; niech choć raz w tygodniu przyjmuje u nas.",
        "Dyżury lekarza w {w}.",
    ),
    (
        "Oświetlenie drogi do {v}.",
        "Wracając po zmroku do {v}, idziemy w ciemności, prosimy o latarnie.",
        "Lampy przy drodze do {v}.",
    ),
    (
        "Pomost nad jeziorem w {w}.",
        "Nad jezioro w {w} przyjeżdżają wędkarze i dzieci, zbudujcie pomost.",
        "Budowa pomostu w {w}.",
    ),
    (
        "Rozbudowa szkoły w {w}.",
        "Uczniowie w {w} uczą się na dwie zmiany, szkoła jest za ciasna i trzeba ją powiększyć.",
        "Dobudowanie skrzydła szkoły w {w}.",
    ),
    (
        "Ścieżka rowerowa z {v} do miasta.",
        "Dojeżdżając rowerem z {v}, boimy się tirów; prosimy o wydzieloną drogę dla rowerów.",
        "Droga dla rowerów z {v}.",
    ),
)
GENERAL = (
    (
        "Wzrost stawek za godzinę pracy opiekunek.",
        "Opiekunki osób starszych zarabiają grosze, podnieście im wynagrodzenia.",
        "Podwyżki dla opiekunek osób starszych.",
    ),
    (
        "Darmowe toalety w parkach.",
        "Za toalety w parkach nie powinno się płacić.",
        "Zniesienie opłat za korzystanie z parkowych toalet.",
    ),
    (
        "Nauka gry w szachy w szkołach.",
        "Szachy uczą myślenia, wprowadźcie je do szkół.",
        "Lekcje szachów dla uczniów.",
    ),
    (
        "Wydłużenie godzin otwarcia basenu.",
        "Kto pracuje do osiemnastej, nie zdąży na basen; niech będzie czynny dłużej.",
        "Basen otwarty do 22.",
    ),
    (
        "Konkurs na najpiękniejszy balkon.",
        "Nagradzajmy mieszkańców za ukwiecone balkony.",
        "Nagroda za najładniejszy balkon w mieście.",
    ),
    (
        "Pełnomocnik burmistrza do spraw organizacji pozarządowych.",
        "Organizacje nie wiedzą, z kim w urzędzie rozmawiać, powołajcie dla nich pełnomocnika.",
        "Powołanie pełnomocnika do spraw NGO.",
    ),
    (
        "Zaliczkowa wypłata dotacji.",
        "Dotacje przychodzą po zakończeniu zadania, a powinny z góry.",
        "Wypłacanie dotacji przed rozpoczęciem zadania.",
    ),
    (
        "Publiczny rejestr umów urzędu.",
        "Mieszkańcy chcą wiedzieć, z kim urząd zawiera umowy, opublikujcie ich wykaz.",
        "Jawny wykaz umów w internecie.",
    ),
    (
        "Ciepłe posiłki dla samotnych seniorów.",
        "Starsi ludzie mieszkający sami nie gotują, dowoźcie im obiady.",
        "Obiady dla samotnych osób starszych.",
    ),
    (
        "Zakaz sprzedaży alkoholu w nocy.",
        "Po dwudziestej drugiej w sklepach nie powinno być alkoholu.",
        "Nocna prohibicja w sklepach.",
    ),
    (
        "Szkolenia z pisania wniosków dla stowarzyszeń.",
        "Małe organizacje nie umieją pisać ofert, nauczcie je.",
        "Kurs pisania ofert dla organizacji.",
    ),
    (
        "Zajęcia z samoobrony dla kobiet.",
        "Kobiety boją się wracać wieczorem, prosimy o kurs samoobrony.",
        "Kurs samoobrony dla kobiet.",
    ),
    (
        "Badania znamion skóry.",
        "Raz w roku dermatolog mógłby obejrzeć mieszkańcom znamiona.",
        "Bezpłatne przeglądy znamion u dermatologa.",
    ),
    (
        "Karmniki dla ptaków w parkach.",
        "Zimą ptaki w parkach głodują, powieśmy karmniki.",
        "Montaż karmników w miejskich parkach.",
    ),
    (
        "Wypożyczalnia zabawek.",
        "Dzieci szybko nudzą się zabawkami, niech można je wypożyczać jak książki.",
        "Utworzenie wypożyczalni zabawek i gier.",
    ),
    (
        "Tłumaczenie strony urzędu na ukraiński.",
        "Uchodźcy z Ukrainy nie rozumieją strony urzędu, przetłumaczcie ją.",
        "Ukraińska wersja strony internetowej urzędu.",
    ),
    (
        "Pokój do karmienia niemowląt w urzędzie.",
        "Matka z niemowlęciem nie ma w urzędzie gdzie nakarmić ani przewinąć dziecka.",
        "Kącik dla matek z dziećmi w urzędzie.",
    ),
    (
        "Udział organizacji w komisjach konkursowych.",
        "W komisjach oceniających oferty powinni zasiadać przedstawiciele organizacji.",
        "Przedstawiciele NGO w składzie komisji konkursowych.",
    ),
)
NEAR_PLACED = (
    *((0, "Zakaz deptania trawnika przy ul. {p}."), (1, "Malowanie latarni na ul. {p}.")),
    *((3, "Oświetlenie boiska do siatkówki przy ul. {p}."), (4, "Strefa płatnego parkowania na ul. {p}.")),
    *((6, "Ogrodzenie piaskownicy przy ul. {p}."), (7, "Oświetlenie kładki przy ul. {p}.")),
    *((8, "Mycie pojemników na odpady przy ul. {p}."), (12, "Podniesienie krawężników na ul. {p}.")),
    *((14, "Altana na śmieci przy ul. {p}."), (15, "Czyszczenie fontanny przy ul. {p}.")),
    *((16, "Legalna ściana do graffiti przy ul. {p}."), (17, "Ruch dwukierunkowy na ul. {p}.")),
    *((19, "Usunięcie barierek przy ul. {p}."), (11, "Wypożyczalnia rowerów przy ul. {p}.")),
)
NEAR = (
    *("Wzrost stawek za godzinę pracy trenerów.", "Darmowe ładowarki w parkach.", "Nauka gry na gitarze w szkołach."),
    *("Skrócenie godzin otwarcia basenu.", "Konkurs na najpiękniejszy ogród.", "Pełnomocnik burmistrza do spraw rodziny."),
    *("Rozliczenie zaliczkowej dotacji.", "Publiczny rejestr zwierząt.", "Ciepłe posiłki dla bezdomnych."),
    *("Zakaz sprzedaży fajerwerków.", "Szkolenia z pisania wniosków dla przedsiębiorców.", "Zajęcia z samoobrony dla dzieci."),
    *("Badania wzroku.", "Karmniki dla wiewiórek w parkach.", "Wypożyczalnia nart.", "Tłumaczenie strony urzędu na migowy."),
    *("Pokój do zabawy w urzędzie.", "Udział organizacji w dożynkach.", "Kurs samoobrony dla seniorów."),
)


def more_words(seed: int, recurring: int = 500, total: int = 2000) -> list[ArchivedRequest]:
    """Requests of the years 2015 to 2024 in the order of the years."""
    named = (("placed", PLACED), ("village", IN_VILLAGES), ("general", GENERAL))
    placed, village, general = ([(f"{name} {number}", texts) for number, texts in enumerate(own)] for name, own in named)
    return ten_years(seed, (placed, village, general), NEAR_PLACED, NEAR, recurring, total)
