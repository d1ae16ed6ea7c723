"""The verbs: how a letter comes in, is read, is judged by a person, and is published.

    receive.receive        a file becomes a letter that waits, or leads to the one that is there
    process.process        a waiting letter is read: claim, sandbox, resolve, record, index, propose
    record.record          a reading becomes rows; what persons said stays
    review.*               a person confirms, corrects, dismisses, enters, decides a link, asks to read again
    publish.publish        and withdraw
    relink.propose_links   links are proposed anew
    ledger                 whose turn it is, and who has gone silent

Verbs never enqueue; the doors ring (tracker.tasks). What a verb will not do is told by the classes in `errors`.
"""
