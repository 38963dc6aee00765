"""A fourth made archive of ten years of requests: everyday kinds, asked for again by people who know nothing of the first.

Each kind stands in three wordings by hand, with near misses at the same streets; they were written before any rule was changed for
them. Errors were read of kinds of even numbers only: `new_words(seed, even)`.
"""

from __future__ import annotations

from benchmarks.links_archive import ArchivedRequest
from benchmarks.links_other_words import halves, ten_years

PLACED = (
    (
        "Budowa chodnika wzdłuż ul. {p}.",
        "Na {p} piesi chodzą po jezdni, prosimy o wykonanie chodnika.",
        "Ulica {p} – brakujący odcinek chodnika po stronie parzystej.",
    ),
    (
        "Doświetlenie przejścia dla pieszych na ul. {p}.",
        "Zebra na {p} po zmroku jest niewidoczna, trzeba ją oświetlić.",
        "Lampy nad pasami przy {p}.",
    ),
    (
        "Nasadzenia drzew wzdłuż ul. {p}.",
        "Ulica {p} to sama patelnia, posadźmy tam drzewa.",
        "Szpaler drzew na {p} w miejsce wyciętych.",
    ),
    (
        "Ustawienie koszy na śmieci przy ul. {p}.",
        "Na {p} nie ma gdzie wyrzucić papierka, brakuje koszy.",
        "Dodatkowe kosze uliczne, ul. {p}.",
    ),
    (
        "Remont nawierzchni ul. {p}.",
        "Dziury na {p} niszczą samochody, czas na nowy asfalt.",
        "Wymiana zniszczonej nawierzchni jezdni na {p}.",
    ),
    (
        "Progi zwalniające na ul. {p}.",
        "Kierowcy urządzają sobie wyścigi na {p}, postawmy progi.",
        "Spowolnienie ruchu na {p} za pomocą progów wyspowych.",
    ),
    (
        "Plac zabaw przy ul. {p}.",
        "Maluchy z {p} nie mają się gdzie bawić, prosimy o huśtawki i zjeżdżalnię.",
        "Urządzenie placu zabaw dla dzieci w rejonie {p}.",
    ),
    (
        "Siłownia plenerowa przy ul. {p}.",
        "Przyrządy do ćwiczeń na świeżym powietrzu, skwer na {p}.",
        "Zewnętrzna siłownia dla dorosłych na {p}.",
    ),
    (
        "Monitoring parkingu przy ul. {p}.",
        "Z parkingu na {p} giną rowery, potrzebne są kamery.",
        "Zainstalowanie kamer na parkingu, ulica {p}.",
    ),
    (
        "Wybieg dla psów przy ul. {p}.",
        "Właściciele psów z {p} chcą ogrodzonego terenu, gdzie zwierzęta pobiegają bez smyczy.",
        "Ogrodzony psi wybieg na {p}.",
    ),
    (
        "Odwodnienie ul. {p}.",
        "Po każdym deszczu {p} zamienia się w jezioro, proszę o odprowadzenie wody.",
        "Kanalizacja deszczowa w ulicy {p}.",
    ),
    (
        "Wycinka suchych drzew przy ul. {p}.",
        "Uschnięte topole na {p} grożą zawaleniem, trzeba je usunąć.",
        "Usunięcie martwych drzew na {p}.",
    ),
    (
        "Miejsca postojowe dla niepełnosprawnych przy ul. {p}.",
        "Osoby na wózkach nie mają gdzie zaparkować na {p}, prosimy o koperty.",
        "Wyznaczenie kopert na {p}.",
    ),
    (
        "Zamontowanie lustra na wyjeździe z ul. {p}.",
        "Wyjeżdżając z {p} nic nie widać, pomogłoby lustro drogowe.",
        "Lustro na skrzyżowaniu z {p}.",
    ),
    (
        "Stacja roweru miejskiego przy ul. {p}.",
        "Chcemy wypożyczać rowery także na {p}.",
        "Nowa stacja rowerów publicznych, {p}.",
    ),
    (
        "Ławki przy ul. {p}.",
        "Starsi ludzie idący {p} nie mają gdzie przysiąść, prosimy o kilka ławek.",
        "Ustawienie ławek na trasie spacerowej wzdłuż {p}.",
    ),
    (
        "Remont schodów terenowych przy ul. {p}.",
        "Schody na {p} się sypią, ktoś wreszcie złamie nogę.",
        "Naprawa zniszczonych schodów na {p}.",
    ),
    (
        "Łąka kwietna przy ul. {p}.",
        "Zamiast strzyżonej trawy na {p} niech rosną kwiaty dla pszczół.",
        "Założenie łąki na pasie zieleni wzdłuż {p}.",
    ),
    (
        "Wymiana wiaty przystankowej przy ul. {p}.",
        "Wiata na przystanku {p} jest zdewastowana, prosimy o nową.",
        "Nowa wiata autobusowa na {p}.",
    ),
    (
        "Boisko wielofunkcyjne przy ul. {p}.",
        "Młodzież z {p} gra w piłkę na parkingu, zbudujcie im boisko.",
        "Budowa boiska do gier zespołowych na {p}.",
    ),
    (
        "Ograniczenie wjazdu ciężarówek na ul. {p}.",
        "Tiry skracają sobie drogę przez {p}, domy pękają; prosimy o zakaz dla pojazdów ciężarowych.",
        "Zakaz ruchu samochodów powyżej 3,5 t na {p}.",
    ),
    (
        "Toaleta publiczna przy ul. {p}.",
        "Na {p} brakuje szaletu, spacerowicze chodzą w krzaki.",
        "Szalet miejski na {p}.",
    ),
    (
        "Kontrapas rowerowy na ul. {p}.",
        "Rowerzyści powinni móc jechać pod prąd na {p}.",
        "Dopuszczenie ruchu rowerów w obu kierunkach na {p}.",
    ),
    (
        "Tężnia solankowa przy ul. {p}.",
        "Marzy nam się na {p} tężnia, przy której można by pooddychać.",
        "Budowa małej tężni na skwerze {p}.",
    ),
    (
        "Częstsze sprzątanie ul. {p}.",
        "Na {p} wiecznie leżą śmieci, proszę zamiatać ją co tydzień.",
        "Zwiększenie częstotliwości zamiatania {p}.",
    ),
    (
        "Przejście dla pieszych przy ul. {p} obok szkoły.",
        "Dzieci idące do szkoły przebiegają przez {p}, namalujcie pasy.",
        "Wyznaczenie przejścia na {p} koło szkoły.",
    ),
    (
        "Podniesienie krawężników i ochrona trawnika przy ul. {p}.",
        "Auta rozjeżdżają trawnik na {p}, ustawcie słupki.",
        "Słupki chroniące zieleniec na {p} przed parkowaniem.",
    ),
    (
        "Budka z książkami do wymiany przy ul. {p}.",
        "Plenerowa biblioteczka, w której sąsiedzi z {p} wymienią się książkami.",
        "Regał na książki na {p}.",
    ),
    (
        "Dokończenie drogi rowerowej na ul. {p}.",
        "Ścieżka dla rowerów urywa się na {p}, zróbcie brakujący kawałek.",
        "Brakujący fragment trasy rowerowej wzdłuż {p}.",
    ),
    (
        "Utwardzenie ul. {p}.",
        "Na {p} wciąż tylko błoto i piach, prosimy o kruszywo lub płyty.",
        "Budowa utwardzonej nawierzchni na gruntowej ulicy {p}.",
    ),
    (
        "Przystanek na żądanie przy ul. {p}.",
        "Mieszkańcy {p} mają do autobusu kilometr, niech się tu zatrzymuje.",
        "Utworzenie dodatkowego przystanku autobusowego na {p}.",
    ),
    (
        "Rampa dla deskorolek przy ul. {p}.",
        "Młodzi jeżdżą na deskach po schodach na {p}, zbudujmy im skatepark.",
        "Skatepark na {p}.",
    ),
    (
        "Nocne wyłączanie sygnalizacji na ul. {p}.",
        "Po północy stoi się na {p} na czerwonym bez sensu; wystarczy żółte migające.",
        "Światła na {p} w nocy w trybie pulsującym.",
    ),
    (
        "Zielona strzałka w prawo z ul. {p}.",
        "Skręcający w prawo z {p} czekają niepotrzebnie, dajcie strzałkę.",
        "Sygnalizator z zieloną strzałką na {p}.",
    ),
)
IN_VILLAGES = (
    (
        "Remont świetlicy w {w}.",
        "Świetlica {v} się rozpada, dach cieknie, prosimy o naprawę.",
        "Odnowienie sali wiejskiej w {w}.",
    ),
    (
        "Wodociąg do {v}.",
        "W {w} wciąż korzystamy ze studni, podłączcie nas do sieci wodociągowej.",
        "Doprowadzenie wody do {v}.",
    ),
    (
        "Autobus do {v} w soboty.",
        "Z {v} nie ma czym wyjechać w weekend, prosimy o kurs sobotni.",
        "Sobotnie połączenie autobusowe z {v}.",
    ),
    (
        "Wóz strażacki dla OSP w {w}.",
        "Strażacy z {v} jeżdżą trzydziestoletnim żukiem, potrzebują nowego samochodu.",
        "Zakup samochodu pożarniczego dla jednostki w {w}.",
    ),
    (
        "Światłowód w {w}.",
        "Internet w {w} ledwo działa, dzieci nie mogą się uczyć; prosimy o szybkie łącze.",
        "Szerokopasmowy internet dla {v}.",
    ),
    (
        "Oczyszczenie stawu w {w}.",
        "Staw w {w} zarósł trzciną i mułem, trzeba go pogłębić.",
        "Odmulenie wiejskiego stawu w {w}.",
    ),
    (
        "Punkt apteczny w {w}.",
        "Po leki z {v} jeździmy dziesięć kilometrów, przydałaby się apteka.",
        "Uruchomienie apteki w {w}.",
    ),
    (
        "Droga do cmentarza w {w}.",
        "Na cmentarz w {w} nie da się dojechać po deszczu, zróbcie porządną drogę.",
        "Przebudowa drogi dojazdowej do cmentarza w {w}.",
    ),
    (
        "Kapliczka w {w} – renowacja.",
        "Zabytkowa kapliczka w {w} niszczeje, ratujmy ją.",
        "Odrestaurowanie przydrożnej kapliczki w {w}.",
    ),
    (
        "Bankomat w {w}.",
        "W {w} nie ma gdzie wypłacić gotówki.",
        "Ustawienie bankomatu w {w}.",
    ),
)
GENERAL = (
    (
        "Rozliczanie dotacji przez internet.",
        "Sprawozdania z dotacji powinno się składać elektronicznie, a nie na papierze.",
        "Elektroniczne sprawozdania z zadań zamiast papierowych.",
    ),
    (
        "Dłuższy termin składania ofert w konkursach.",
        "Dwa tygodnie na napisanie oferty to za mało, prosimy o miesiąc.",
        "Wydłużenie czasu na przygotowanie ofert konkursowych.",
    ),
    (
        "Karta rabatowa dla dużych rodzin.",
        "Rodziny z trójką i więcej dzieci powinny mieć zniżki w miejskich obiektach.",
        "Ulgi dla rodzin wielodzietnych na basen i do muzeum.",
    ),
    (
        "Bezpłatne badania słuchu dla seniorów.",
        "Starsi ludzie niedosłyszą, zorganizujcie im darmowe badanie słuchu.",
        "Program badań audiometrycznych osób po 60. roku życia.",
    ),
    (
        "Klub młodzieżowy czynny do późna.",
        "Nastolatki nie mają gdzie spędzać wieczorów, otwórzcie im klub.",
        "Miejsce spotkań dla młodzieży otwarte wieczorami.",
    ),
    (
        "Bank żywności dla najuboższych.",
        "Potrzebujący powinni móc odebrać artykuły spożywcze w jednym punkcie.",
        "Punkt wydawania żywności osobom ubogim.",
    ),
    (
        "Konkurs na małe granty sąsiedzkie.",
        "Grupy sąsiedzkie potrzebują drobnych kwot na swoje pomysły, uruchomcie mikrogranty.",
        "Mikrogranty dla sąsiadów.",
    ),
    (
        "Szczepienia przeciw kleszczowemu zapaleniu mózgu.",
        "Miasto mogłoby dopłacać do szczepionki chroniącej przed kleszczowym zapaleniem mózgu.",
        "Dofinansowanie szczepień odkleszczowych.",
    ),
    (
        "Warsztaty rodzicielskie.",
        "Młodzi rodzice nie radzą sobie z wychowaniem, prosimy o zajęcia ze specjalistą.",
        "Szkoła dla rodziców – cykl spotkań o wychowywaniu dzieci.",
    ),
    (
        "Kino plenerowe latem.",
        "Filmy wyświetlane pod gołym niebem w wakacje.",
        "Letnie seanse filmowe na świeżym powietrzu.",
    ),
    (
        "Pomoc prawna dla organizacji pozarządowych.",
        "Stowarzyszeń nie stać na prawnika, prosimy o bezpłatne porady.",
        "Dyżury radcy prawnego dla NGO.",
    ),
    (
        "Przesunięcie konsultacji programu współpracy na wrzesień.",
        "Konsultowanie programu współpracy w środku wakacji wyklucza organizacje; zróbcie to po wakacjach.",
        "Konsultacje programu współpracy nie w lipcu, lecz jesienią.",
    ),
    (
        "Zwiększenie liczby godzin asystenta osoby niepełnosprawnej.",
        "Asystenci osób z niepełnosprawnościami przychodzą na zbyt krótko, prosimy o więcej godzin.",
        "Więcej godzin asystencji osobistej.",
    ),
    (
        "Noclegownia dla kobiet w kryzysie bezdomności.",
        "Bezdomne kobiety nie mają w mieście gdzie przenocować.",
        "Schronisko dla bezdomnych kobiet.",
    ),
    (
        "Wypożyczalnia sprzętu rehabilitacyjnego.",
        "Po operacji trzeba kupować kule i wózek na tydzień; niech miasto je wypożycza.",
        "Utworzenie wypożyczalni kul, wózków i łóżek dla chorych.",
    ),
    (
        "Nauka pierwszej pomocy w szkołach.",
        "Każdy uczeń powinien umieć reanimować; wprowadźcie kursy pierwszej pomocy.",
        "Szkolenia uczniów z udzielania pierwszej pomocy.",
    ),
    (
        "Dopłaty do wymiany pieców węglowych.",
        "Ludzi nie stać na wymianę kopciuchów, prosimy o dotację.",
        "Dofinansowanie likwidacji palenisk na węgiel.",
    ),
    (
        "Mieszkania treningowe dla wychowanków domów dziecka.",
        "Młodzi opuszczający pieczę zastępczą trafiają na bruk; potrzebne są dla nich mieszkania wspomagane.",
        "Lokale dla usamodzielniających się wychowanków pieczy zastępczej.",
    ),
    (
        "Transmisja na żywo posiedzeń komisji rady.",
        "Mieszkańcy chcą oglądać obrady komisji w internecie.",
        "Transmitowanie komisji online.",
    ),
    (
        "Dyżury psychologa w szkołach podstawowych.",
        "W podstawówkach brakuje psychologów, dzieci czekają miesiącami.",
        "Psycholog w każdej szkole podstawowej.",
    ),
    (
        "Przegląd teatrów amatorskich.",
        "Amatorskie grupy teatralne powinny mieć swój festiwal.",
        "Festiwal teatrów amatorskich.",
    ),
    (
        "Opłata za żłobek uzależniona od dochodu.",
        "Biedniejsi rodzice powinni płacić za żłobek mniej.",
        "Niższe opłaty żłobkowe dla rodzin o niskich dochodach.",
    ),
    (
        "Punkt zbiórki elektrośmieci.",
        "Nie ma gdzie oddać starej pralki ani telewizora, stwórzcie punkt odbioru.",
        "Zbiórka zużytego sprzętu elektrycznego.",
    ),
    (
        "Zajęcia komputerowe dla osób starszych.",
        "Dziadkowie gubią się w internecie, prosimy o kurs obsługi komputera dla nich.",
        "Kurs komputerowy dla emerytów.",
    ),
    (
        "Wolontariat w hospicjum – szkolenia.",
        "Osoby chcące pomagać w hospicjum trzeba najpierw przeszkolić.",
        "Przygotowanie wolontariuszy hospicyjnych.",
    ),
    (
        "Kompostowniki dla mieszkańców.",
        "Bioodpady można by przerabiać w ogródku, rozdajcie kompostowniki.",
        "Bezpłatne kompostowniki przydomowe.",
    ),
    (
        "Stypendia sportowe dla juniorów.",
        "Młodzi zawodnicy rezygnują z braku pieniędzy, ufundujcie im stypendia.",
        "Wsparcie stypendialne młodych sportowców.",
    ),
    (
        "Rezygnacja z wkładu finansowego organizacji.",
        "Małe stowarzyszenia nie mają własnych pieniędzy, prosimy nie wymagać wkładu finansowego.",
        "Zniesienie obowiązkowego wkładu finansowego w konkursach.",
    ),
    (
        "Kalendarz imprez organizacji na stronie miasta.",
        "Imprezy stowarzyszeń się pokrywają, przydałby się wspólny kalendarz online.",
        "Wspólny internetowy kalendarz wydarzeń NGO.",
    ),
    (
        "Autobusy nocne w weekendy.",
        "W piątek i sobotę nie ma jak wrócić do domu po północy, uruchomcie nocne linie.",
        "Weekendowa komunikacja nocna.",
    ),
)
NEAR_PLACED = (
    *((0, "Odśnieżanie chodnika na ul. {p}."), (1, "Likwidacja przejścia dla pieszych na ul. {p}.")),
    *((2, "Podlewanie drzew na ul. {p}."), (3, "Opróżnianie pojemników na odzież przy ul. {p}.")),
    *((4, "Zmiana nazwy ul. {p}."), (5, "Usunięcie progów zwalniających z ul. {p}.")),
    *((6, "Ogrodzenie i zamykanie na noc placu zabaw przy ul. {p}."), (7, "Zajęcia z trenerem na siłowni przy ul. {p}.")),
    *((8, "Poszerzenie parkingu przy ul. {p}."), (9, "Zakaz wprowadzania psów na skwer przy ul. {p}.")),
    *((10, "Uzupełnienie studzienek kanalizacyjnych na ul. {p} o kratki."), (11, "Ochrona starych drzew przy ul. {p}.")),
    *((12, "Parking dla mieszkańców przy ul. {p}."), (13, "Sygnalizacja na skrzyżowaniu z ul. {p}.")),
    *((14, "Serwis rowerowy przy ul. {p}."), (15, "Usunięcie ławek przy ul. {p}.")),
    *((16, "Oświetlenie schodów przy ul. {p}."), (18, "Rozkład jazdy na wiacie przystankowej przy ul. {p}.")),
    *((19, "Oświetlenie boiska przy ul. {p}."), (20, "Obwodnica dla ciężarówek zamiast ul. {p}.")),
    *((24, "Odśnieżanie ul. {p}."), (25, "Sygnalizacja przy szkole na ul. {p}.")),
    *((28, "Remont drogi rowerowej na ul. {p}."), (30, "Likwidacja przystanku przy ul. {p}.")),
    *((31, "Hulajnogi miejskie przy ul. {p}."), (32, "Sygnalizacja dźwiękowa na ul. {p}.")),
)
NEAR = (
    *("Rozliczanie dotacji w terminie dwóch miesięcy.", "Krótszy termin składania ofert w konkursach."),
    *("Karta seniora.", "Bezpłatne badania słuchu dla dzieci.", "Klub seniora czynny do późna."),
    *("Bank czasu.", "Konkurs na małe granty szkolne.", "Szczepienia przeciw grypie.", "Warsztaty kulinarne."),
    *("Kino studyjne przez cały rok.", "Pomoc prawna dla lokatorów.", "Przesunięcie festynu na wrzesień."),
    *("Zmniejszenie liczby godzin pracy urzędu.", "Noclegownia dla mężczyzn.", "Wypożyczalnia sprzętu turystycznego."),
    *("Nauka pływania w szkołach.", "Dopłaty do wymiany okien.", "Mieszkania treningowe dla osób chorych psychicznie."),
    *("Transmisja na żywo meczów.", "Dyżury pielęgniarki w szkołach podstawowych.", "Przegląd chórów amatorskich."),
    *("Opłata za wywóz śmieci uzależniona od zużycia wody.", "Punkt zbiórki makulatury."),
    *("Zajęcia taneczne dla osób starszych.", "Wolontariat w schronisku – szkolenia."),
    *("Karmniki dla mieszkańców.", "Stypendia sportowe dla trenerów.", "Kalendarz wywozu odpadów na stronie miasta."),
    *("Autobusy turystyczne w weekendy.", "Podniesienie wkładu finansowego organizacji."),
)


def new_words(seed: int, even: bool, recurring: int = 500, total: int = 2100) -> list[ArchivedRequest]:
    """Requests of the years 2015 to 2024 in the order of the years."""
    return ten_years(seed, halves(PLACED, IN_VILLAGES, GENERAL, even), NEAR_PLACED, NEAR, recurring, total)
