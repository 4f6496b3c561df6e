"""The least that a window of Qt needs: what the frozen program's size and start are held against."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 760)
window.show()
sys.exit(app.exec())
