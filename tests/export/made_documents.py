"""Made-up documents that show every style of block, for the tests of the renderers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Languages
from mediadesk.export.document import Block, Column, Document, Grid, Signer, Span, Text, langs_of
from mediadesk.export.wording import Lang

SAMPLE: dict[Lang, str] = {
    "kk": "Тараптар дауды (жанжалды) өзара қолайлы жағдайда реттеуге келісті және міндеттемелерді "
    "2026 жылғы 21 желтоқсанға дейін орындайды, төлем сомасы – 1 250 000 ₸. ",
    "ru": "Стороны договорились урегулировать спор (конфликт) на взаимоприемлемых условиях и "
    "исполнить обязательства до 21 декабря 2026 года, сумма платежа – 1 250 000 ₸. ",
    "en": "The parties agreed to settle the dispute on mutually acceptable terms and to perform "
    "their obligations by 21 December 2026; the amount payable is 1 250 000 ₸. ",
}
PLACE: dict[Lang, str] = {"kk": "Алматы қаласы", "ru": "город Алматы", "en": "Almaty"}
DAY: dict[Lang, str] = {
    "kk": "2026 жылғы «21» қараша",
    "ru": "«21» ноября 2026 года",
    "en": "21 November 2026",
}


STATEMENT = Words("Заявление", "Өтініш", "Statement")


def text(words: str, *, bold: bool = False) -> Text:
    return (Span(words, bold),) if words else ()


def texts(words: Words, languages: Languages) -> dict[Lang, Text]:
    return {lang: text(words.of(lang)) for lang in langs_of(languages)}


def block(name: str, style: str, number: str, words: Words, languages: Languages) -> Block:
    return Block(name, style, number, texts(words, languages))


def sample(
    times: int, languages: Languages, name: str, style: str = "clause", number: str = ""
) -> Block:
    said = {lang: text(SAMPLE[lang] * times) for lang in langs_of(languages)}
    return Block(name, style, number, said)


def made(
    languages: Languages,
    blocks: Sequence[Block],
    signers: Sequence[Signer] = (),
    *,
    title: Words = STATEMENT,
    number: str = "2026/0118",
    dated: bool = True,
) -> Document:
    langs = langs_of(languages)
    return Document(
        number=number,
        title=title,
        letterhead=Words(
            "Центр медиации «Татулық»", "«Татулық» медиация орталығы", "Tatulyq Mediation Centre"
        ),
        contacts=Words(
            "г. Алматы, ул. Жоқ, д. 1, +7 700 000 00 09",
            "Алматы қ., Жоқ к-сі, 1-үй, +7 700 000 00 09",
            "1 Zhoq Street, Almaty, +7 700 000 00 09",
        ),
        place={lang: text(PLACE[lang]) for lang in langs} if dated else {},
        date={lang: text(DAY[lang]) for lang in langs} if dated else {},
        languages=languages,
        blocks=tuple(blocks),
        signers=tuple(signers),
        code=f"MD2|{number}|invitation|2026-11-21|0123456789ab",
        template="made/2026-01",
    )


def people(count: int) -> list[Signer]:
    names = ["Қасымов Е. С.", "Һәкімов Ұ. Ү.", "Өмірбек Г. Һ.", "", "Ғабитқызы Ә. Ң.", "Ли В. Н."]
    long = " (законный представитель несовершеннолетнего, действующий по доверенности)"
    return [
        Signer(
            Words(f"Сторона {n + 1}{long * (n == 2)}", f"{n + 1}-тарап", f"Party {n + 1}"),
            Words(*[names[n % len(names)]] * 3),
        )
        for n in range(count)
    ]


def grid(languages: Languages, rows: int = 4) -> Grid:
    langs = langs_of(languages)

    def same(words: str) -> dict[Lang, Text]:
        return dict.fromkeys(langs, text(words))

    return Grid(
        columns=(
            Column(Words("№", "№", "No."), 1, "centre"),
            Column(Words("Наименование документа", "Құжаттың атауы", "Name of the document"), 6),
            Column(Words("Дата", "Күні", "Date"), 2, "centre"),
            Column(Words("Сумма, ₸", "Сомасы, ₸", "Amount, ₸"), 2, "right"),
        ),
        rows=tuple(
            (
                same(str(n)),
                texts(
                    Words(
                        f"Договор о медиации, лист {n}",
                        f"Медиация туралы шарт, {n}-парақ",
                        f"Mediation contract, sheet {n}",
                    ),
                    languages,
                ),
                same("21.11.2026"),
                same(f"{n} 250 000,00"),
            )
            for n in range(1, rows + 1)
        ),
    )


def letter(languages: Languages) -> Document:
    """Give a letter: addressee, plain paragraphs, one signer, number and date."""
    to = Words(
        "Алмалинский районный суд\nг. Алматы\nсудье Ө. Әбілдақызы",
        "Алматы қаласының\nАлмалы аудандық сотына\nсудья Ө. Әбілдақызына",
        "Almaly District Court\nAlmaty",
    )
    blocks = [
        block("to", "addressee", "", to, languages),
        sample(2, languages, "first", "plain"),
        sample(1, languages, "second", "plain"),
        sample(1, languages, "note", "note"),
    ]
    title = Words(
        "Уведомление о прекращении медиации",
        "Медиацияны тоқтату туралы хабарлама",
        "Notice of termination",
    )
    signer = Signer(Words("Медиатор", "Медиатор", "Mediator"), Words(*["Өмірбек Г. Һ."] * 3))
    return made(languages, blocks, [signer], title=title)


def form(languages: Languages) -> Document:
    """Give a form: centred line, items to tick, a table, a signature without a name; no date."""
    part = Words("о согласии на обработку данных", "деректерді өңдеуге келісім", "consent")
    yes = Words("согласен на встречу по видеосвязи", "бейнебайланыс арқылы кездесуге келісемін",
                "I agree to a meeting by video")  # fmt: skip
    no = Words("не согласен", "келіспеймін", "I do not agree")
    blocks = [
        block("what", "centred", "", part, languages),
        sample(1, languages, "text", "plain"),
        block("yes", "item", "", yes, languages),
        block("no", "item", "", no, languages),
        block("long", "item", "", Words(SAMPLE["ru"], SAMPLE["kk"], SAMPLE["en"]), languages),
        block("list", "heading", "1.", Words("Перечень", "Тізбе", "List"), languages),
        Block("grid", "table", "", {}, grid(languages)),
        sample(1, languages, "end", "note"),
    ]
    signer = Signer(Words("Заявитель", "Өтініш беруші", "Applicant"), Words("", ""))
    return made(languages, blocks, [signer], number="", dated=False)


def contract(languages: Languages, clauses: int, parties: int, times: int = 2) -> Document:
    """Give a contract of numbered clauses, six to a section, and so many signers."""
    blocks: list[Block] = []
    for n in range(clauses):
        section, place = divmod(n, 6)
        if place == 0:
            head = Words(f"Раздел {section + 1}", f"{section + 1}-бөлім", f"Part {section + 1}")
            blocks.append(block(f"s{section}", "heading", f"{section + 1}.", head, languages))
        number = f"{section + 1}.{place + 1}."
        blocks.append(sample(1 + (n * times) % 5, languages, f"c{n}", "clause", number))
    return made(languages, blocks, people(parties), title=Words("Договор", "Шарт", "Contract"))


def long_table(languages: Languages) -> Document:
    """Give a document with nothing but a heading and a table of several pages."""
    head = Words("Опись", "Тізімдеме", "Inventory")
    blocks = [
        block("head", "heading", "", head, languages),
        Block("grid", "table", "", {}, grid(languages, 90)),
    ]
    return made(languages, blocks)


def numbered(document: Document, copy: int, copies: int, version: int) -> Document:
    return replace(document, copy=copy, copies=copies, version=version)


def plain(block: Block, lang: Lang) -> str:
    return "".join(span.text for span in block.texts[lang])
