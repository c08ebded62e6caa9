"""Run the notifier."""

from twohats.notifier.serving import main

if __name__ == "__main__":
    main()
