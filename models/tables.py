"""Every table of the register, so that its metadata is whole wherever it is asked for."""

from models.answers import Correction, Decision, Edit, Evidence, Proposal, Response, Stop
from models.governance import (
    Agency,
    Board,
    BoardSection,
    Committee,
    CommitteeMember,
    Meeting,
    PolicyVersion,
)
from models.history import ChainHead, GivenReason, History
from models.ledger import MailPace, Message, MessageBytes, MessageNotice, Notice, Run
from models.pack import Pack, PackAddendum, PackFile
from models.page import LinksRevoked, PageCode
from models.people import Address, Person, Post, Tenure
from models.plan import Action, ActionLead, DueVersion, Recommendation, Review

__all__ = [
    "Action", "ActionLead", "Address", "Agency", "Board", "BoardSection", "ChainHead", "Committee",
    "CommitteeMember", "Correction", "Decision", "DueVersion", "Edit", "Evidence", "GivenReason",
    "History", "LinksRevoked", "MailPace", "Meeting", "Message", "MessageBytes", "MessageNotice",
    "Notice", "Pack", "PackAddendum", "PackFile", "PageCode", "Person", "PolicyVersion", "Post",
    "Proposal", "Recommendation", "Response", "Review", "Run", "Stop", "Tenure",
]  # fmt: skip
