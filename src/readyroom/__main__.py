"""``python -m readyroom``."""

from readyroom.cli import main

main()
