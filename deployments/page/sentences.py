"""What the page says where there is nothing of anybody's to show, or an answer is not taken."""

HOME = (
    "Open it by the link in the message that was sent to you: the link is your own.",
    "It wants no password, and opens the page for thirty days.",
    "You have no message at hand? Ask the secretary of the committee: the next brings a new link.",
)
CLOSED = (
    "A link opens the page for thirty days, for the person and the address it was sent to.",
    "The next message brings a new one. You can also reply to the message that brought you here.",
)
GIVEN_BACK = (
    "The link has ended since you opened it, or the action has a new lead.",
    "What you wrote stands below: copy it into a reply to the message that brought you here.",
    "Files were not kept. Send them with that reply.",
)
TOO_MANY = "Up to ten files, 60 MB in all, fit into one answer. Send the others in a second one."
TOO_MUCH = "That is more than one person may send in an hour. Send it later, or without the files."
STRANGE = "This form was not opened here, or too long ago. Look through it and send it once more."
