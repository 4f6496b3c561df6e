"""What a person does in MediaDesk, by reading its words and using mouse and keyboard; in Russian."""

from __future__ import annotations

import time
from pathlib import Path

from hands import Hands, Lost

PHRASE = "tatulyk beybitshilik 2026"
"""Of centres that nobody has."""
_SOON_S = 1.0
_GROUPS = 8


class Person:
    """Knows the program as its manual tells it."""

    def __init__(self, hands: Hands) -> None:
        """Sit down before it."""
        self.hands = hands

    def make_centre(self) -> None:
        """Make a centre at the first start, write the key down, come to the start page."""
        hands = self.hands
        hands.wait("Добро пожаловать")
        hands.think()
        hands.type("Центр медиации Тату")
        hands.key("Tab")
        hands.type("Тату медиация орталығы")
        hands.key("Tab")
        hands.think()
        hands.type("город Алматы")
        hands.key("Tab", "Tab")
        hands.think()
        hands.type(PHRASE)
        hands.key("Return")
        hands.type(PHRASE)
        hands.key("Return")
        hands.wait("Запишите ключ")
        self.write_key_down()
        hands.wait("Первые шаги")

    def write_key_down(self) -> None:
        """Read the key, as it would be put on paper, and type the group that is asked for."""
        hands = self.hands
        readings = hands.key_groups()
        for _group in range(_GROUPS):
            hands.think()  # four letters onto paper
        for number, group in enumerate(
            dict.fromkeys(groups[1] for groups in readings if len(groups) > 1)
        ):
            if number:
                hands.key("ctrl+a")
            hands.type(group)
            hands.key("Return")
            hands.until(
                lambda: hands.find("Первые шаги") or hands.find("Там написано другое"),
                "nothing comes after the key",
            )
            if hands.find("Там написано другое") is None:
                return
        raise Lost(f"the key is not read: {readings}")

    def practise(self) -> None:
        """Open the practice centre from the first window."""
        self.hands.wait("Добро пожаловать")
        self.hands.think()
        self.hands.click("Попробовать на вымышленных данных")
        self.hands.wait("Календарь")

    def register_appeal(self) -> None:
        """Write a first appeal down with what is asked for at least, and save it."""
        hands = self.hands
        hands.key("ctrl+n")
        hands.wait("Новое обращение")
        hands.wait("Первая сторона")
        hands.think()
        hands.type("Сапарова Айгүл Ерланқызы")
        hands.key("ctrl+Return")
        hands.wait("Что дальше")

    def unlock(self, phrase: str = PHRASE) -> None:
        """Open the centre with its passphrase."""
        self.hands.wait("Парольная фраза")
        self.hands.think()
        self.hands.type(phrase)
        self.hands.key("Return")

    def program_tab(self) -> None:
        """Go to what the program tells of itself."""
        self.hands.click("Настройки")
        self.hands.wait("Резервные копии")
        time.sleep(_SOON_S)
        self.hands.click("Программа", last=True)
        self.hands.wait("Новая версия")

    def choose_update(self, file: str) -> None:
        """Name a file of the release on the stick and wait until its signature was checked."""
        self.hands.click("Из файла")
        time.sleep(2 * _SOON_S)
        self.hands.type(file)
        self.hands.key("Return")
        self.hands.wait("Подпись верна")

    def ask_back(self) -> None:
        """Ask for the version before and wait until it is said what that means."""
        self.hands.click("Вернуться к прежней версии")
        self.hands.wait("Пропадёт внесённое")

    def agree_to_go_back(self, phrase: str = PHRASE) -> None:
        """Type the passphrase of that time, agree to lose what came after, see that it is done."""
        self.hands.type(phrase)
        self.hands.key("Return")
        self.hands.wait_gone("Пропадёт внесённое")

    def leave(self) -> None:
        """Close the window and wait until the program has ended."""
        time.sleep(_SOON_S)
        self.hands.key("alt+F4")
        self.hands.until(self.hands.is_empty, "the window does not close")

    def shot(self, name: str) -> Path:
        """Keep a picture of what is seen."""
        time.sleep(_SOON_S)
        return self.hands.picture(name)
