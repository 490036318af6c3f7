"""`python -m endorseback` is the installed command."""

from endorseback.cli import main

if __name__ == "__main__":
    main()
