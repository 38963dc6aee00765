"""A sixth made archive of ten years of requests, counted once before its errors were read (0.997 and 0.604).

Each kind stands in three wordings by hand, with near misses at the same streets and villages.
"""

from __future__ import annotations

from benchmarks.links_archive import ArchivedRequest
from benchmarks.links_other_words import ten_years

PLACED = (
    (
        "Wyznaczenie miejsc parkingowych wzdłuż ul. {p}.",
        "Wieczorem na {p} nie ma gdzie zostawić auta, namalujcie miejsca postojowe.",
        "Dodatkowe miejsca do parkowania na {p}.",
    ),
    (
        "Przesadzenie krzewów zasłaniających widok na ul. {p}.",
        "Krzaki przy wylocie {p} zasłaniają nadjeżdżające samochody, trzeba je przyciąć.",
        "Przycięcie krzewów ograniczających widoczność na {p}.",
    ),
    (
        "Remont placu zabaw przy ul. {p}.",
        "Huśtawki na {p} są połamane, plac zabaw wymaga naprawy.",
        "Naprawa zabawek na placu zabaw przy {p}.",
    ),
    (
        "Hamaki i leżaki przy ul. {p}.",
        "Na {p} chętnie położylibyśmy się w cieniu, powieście hamaki.",
        "Strefa wypoczynku z leżakami na {p}.",
    ),
    (
        "Barierka przy schodach na ul. {p}.",
        "Schody na {p} nie mają poręczy, starsi ludzie boją się po nich chodzić.",
        "Zamontowanie poręczy przy schodach na {p}.",
    ),
    (
        "Zmiana rozkładu autobusu z ul. {p}.",
        "Autobus odjeżdża z {p} pięć minut przed dzwonkiem w szkole, przesuńcie kurs.",
        "Późniejszy odjazd autobusu z {p}.",
    ),
    (
        "Zamknięcie ul. {p} dla samochodów w niedziele.",
        "W niedzielę {p} mogłaby należeć do pieszych i rowerzystów.",
        "Niedziele bez aut na {p}.",
    ),
    (
        "Postawienie tablicy informacyjnej o historii ul. {p}.",
        "Nikt już nie wie, skąd się wzięła nazwa {p}, przydałaby się tablica.",
        "Tablica z historią {p}.",
    ),
    (
        "Odtworzenie pasów na ul. {p}.",
        "Oznakowanie poziome na {p} się starło, pomalujcie je od nowa.",
        "Odnowienie oznakowania poziomego na {p}.",
    ),
    (
        "Ekologiczny parking z płyt ażurowych przy ul. {p}.",
        "Parking na {p} to błoto, wyłóżcie go płytami ażurowymi.",
        "Utwardzenie parkingu na {p} płytami ażurowymi.",
    ),
    (
        "Pojemnik na psie odchody przy ul. {p}.",
        "Na {p} trzeba uważać, żeby w nic nie wdepnąć, postawcie kosze z woreczkami dla psów.",
        "Dystrybutor woreczków na psie odchody, {p}.",
    ),
    (
        "Ograniczenie prędkości do 30 km/h na ul. {p}.",
        "Na {p} jeżdżą za szybko, wprowadźcie tempo 30.",
        "Strefa tempo 30 na {p}.",
    ),
    (
        "Zegar uliczny przy ul. {p}.",
        "Plac przy {p} zasługuje na zegar.",
        "Montaż zegara na {p}.",
    ),
    (
        "Wyrównanie zapadniętych studzienek na ul. {p}.",
        "Studzienki na {p} zapadły się i dudnią pod kołami, naprawcie je.",
        "Naprawa zapadniętych studzienek na {p}.",
    ),
    (
        "Remont budynku dawnej szkoły przy ul. {p}.",
        "Stara szkoła na {p} popada w ruinę, a można by ją wyremontować.",
        "Renowacja opuszczonej szkoły na {p}.",
    ),
)
IN_VILLAGES = (
    (
        "Boisko w {w}.",
        "Chłopcy z {v} kopią piłkę na łące, prosimy o prawdziwe boisko.",
        "Budowa boiska piłkarskiego w {w}.",
    ),
    (
        "Dowóz dzieci z {v} do szkoły.",
        "Dzieci z {v} idą do szkoły trzy kilometry poboczem, potrzebny jest autobus szkolny.",
        "Autobus szkolny dla {v}.",
    ),
    (
        "Wymiana dachu na remizie w {w}.",
        "Na remizie w {w} przecieka dach.",
        "Nowy dach remizy w {w}.",
    ),
    (
        "Przystanek kolejowy w {w}.",
        "Pociągi mijają {w} bez zatrzymania, a przydałby się tu peron.",
        "Utworzenie przystanku kolejowego w {w}.",
    ),
)
GENERAL = (
    (
        "Bezpłatne szczepienia psów przeciw wściekliźnie.",
        "Miasto powinno za darmo szczepić psy.",
        "Darmowe szczepienia czworonogów.",
    ),
    (
        "Grupa wsparcia dla osób w żałobie.",
        "Po śmierci bliskich ludzie zostają sami, zorganizujcie grupę wsparcia.",
        "Spotkania dla osób w żałobie.",
    ),
    (
        "Skrócenie wzoru oferty.",
        "Formularz oferty jest za długi, uprośćcie go.",
        "Prostszy formularz oferty konkursowej.",
    ),
    (
        "Chór seniorów.",
        "Starsi mieszkańcy lubią śpiewać, załóżmy im chór.",
        "Utworzenie chóru dla osób starszych.",
    ),
    (
        "Przejrzyste zasady wynajmu sal.",
        "Nie wiadomo, kto i za ile może wynająć miejską salę, ogłoście zasady.",
        "Regulamin wynajmu sal miejskich.",
    ),
    (
        "Zajęcia z robotyki dla dzieci.",
        "Dzieci chcą budować roboty, otwórzcie im pracownię.",
        "Warsztaty robotyki dla uczniów.",
    ),
    (
        "Miejski fundusz wkładów własnych.",
        "Organizacje tracą unijne granty z braku wkładu, miasto mogłoby go pożyczać.",
        "Fundusz pożyczkowy na wkłady własne organizacji.",
    ),
    (
        "Segregacja śmieci w parkach.",
        "Kosze w parkach powinny mieć przegródki na szkło i plastik.",
        "Kosze do segregacji w parkach.",
    ),
    (
        "Spotkania burmistrza z mieszkańcami co kwartał.",
        "Chcielibyśmy częściej porozmawiać z burmistrzem.",
        "Regularne spotkania z burmistrzem.",
    ),
    (
        "Opieka stomatologiczna w szkołach.",
        "Dzieci mają zepsute zęby, niech w szkołach przyjmuje dentysta.",
        "Gabinety dentystyczne w szkołach podstawowych.",
    ),
    (
        "Pokazy filmów z audiodeskrypcją.",
        "Niewidomi też chcieliby obejrzeć film, prosimy o audiodeskrypcję.",
        "Seanse z audiodeskrypcją dla niewidomych.",
    ),
    (
        "Drugi nabór w konkursach ofert.",
        "Gdy zostają pieniądze, ogłoście konkurs jeszcze raz w środku roku.",
        "Dodatkowy nabór ofert w drugim półroczu.",
    ),
    (
        "Budżet obywatelski dla szkół.",
        "Uczniowie powinni sami decydować, na co szkoła wyda część pieniędzy.",
        "Szkolny budżet partycypacyjny.",
    ),
    (
        "Nauka języka ukraińskiego dla urzędników.",
        "Urzędnicy nie potrafią się porozumieć z uchodźcami, poślijcie ich na kurs ukraińskiego.",
        "Kurs języka ukraińskiego dla pracowników urzędu.",
    ),
)
NEAR_PLACED = (
    *((0, "Zakaz parkowania na ul. {p}."), (2, "Oświetlenie placu zabaw przy ul. {p}.")),
    *((4, "Remont schodów na ul. {p}."), (5, "Nowy autobus elektryczny na ul. {p}.")),
    *((7, "Usunięcie tablicy z ul. {p}."), (8, "Likwidacja pasów na ul. {p}.")),
    *((9, "Monitoring parkingu przy ul. {p}."), (10, "Zakaz wprowadzania psów na ul. {p}.")),
    *((13, "Budowa studzienek na ul. {p}."), (14, "Remont szkolnego boiska przy ul. {p}.")),
)
NEAR = (
    *("Bezpłatne szczepienia dzieci przeciw ospie.", "Grupa wsparcia dla osób uzależnionych.", "Skrócenie oceny oferty."),
    *("Chór dziecięcy.", "Przejrzyste zasady przyznawania mieszkań.", "Zajęcia z robotyki dla seniorów."),
    *("Miejski fundusz stypendialny.", "Segregacja śmieci w szkołach.", "Spotkania burmistrza z przedsiębiorcami."),
    *("Opieka psychologiczna w szkołach.", "Pokazy filmów przyrodniczych.", "Drugi termin egzaminu."),
    *("Nauka języka migowego dla urzędników.", "Zwiększenie budżetu obywatelskiego."),
)


def sixth_words(seed: int, recurring: int = 500, total: int = 2000) -> list[ArchivedRequest]:
    """Requests of the years 2015 to 2024 in the order of the years."""
    named = (("placed", PLACED), ("village", IN_VILLAGES), ("general", GENERAL))
    placed, village, general = ([(f"{name} {number}", texts) for number, texts in enumerate(own)] for name, own in named)
    return ten_years(seed, (placed, village, general), NEAR_PLACED, NEAR, recurring, total)
