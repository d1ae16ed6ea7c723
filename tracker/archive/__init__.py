"""The verbs: how a letter comes in, is read, is judged by a person, and is published.

    receive.receive        a file becomes a letter that waits, or leads to the one that is there
    process.process        a waiting letter is read: claim, sandbox, resolve, record, index, propose
    record.record          a reading becomes rows; what persons said stays
    review.*               a person confirms, corrects, dismisses, enters, asks to read again
    links.decide_link      a person accepts, rejects or leaves open a proposed link
    other_actions.*        a person enters, corrects or withdraws an action that no register publishes
    publish.publish        and withdraw
    relink.*               links are proposed anew, and new actions look forward
    syncing.*              a sync is asked for and carried out
    ledger                 whose turn it is, and who has gone silent

Verbs never enqueue; the doors ring (tracker.tasks). What a verb will not do is told by the classes in `errors`.
"""
