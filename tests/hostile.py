"""A text and a name that want to be more than that, to be sent through every way out."""

# Clears the screen, names the window, rings, begins a control sequence in one character, turns the
# direction of writing, goes back to the start of the line, goes up.
STEERING = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\r\x0b\x1b[1A"
STEERING_SIGNS = set("\x1b\x07\x9b\u202e\r\x0b")
# What browsers, spreadsheets, templates and the markup of the terminal take for theirs.
MARKUP = "<img src=x onerror=alert(1)>[red]{{ 7*7 }}=1+1"
HOSTILE = f"{MARKUP} gave 5 yuan {STEERING} to Lu"
# Of a file: no slash, but lines of its own.
HOSTILE_NAME = f"=cmd {HOSTILE.replace('/', '')}\nloaded          fake.txt"
