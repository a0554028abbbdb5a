"""What the page says where there is nothing of anybody's to show."""

HOME = (
    "Open it by the link in the message that was sent to you: the link is your own.",
    "It wants no password, and opens the page for thirty days.",
    "You have no message at hand? Ask the secretary of the committee: the next brings a new link.",
)
CLOSED = (
    "A link opens the page for thirty days, for the person and the address it was sent to.",
    "The next message brings a new one. You can also reply to the message that brought you here.",
)
STRANGE = "This form was not opened here, or too long ago. Look through it and send it once more."
