"""Who may do what with which record: the record rules spelled out, a record a line.

The letters are those of ``rights_case``; the people are those of ``RecordCase.people``:
an employee without a role, an owner, a colleague, a supervisor, a manager, a user and a
manager of another company, and the administrator, who is an OKR manager, too.
"""

RIGHTS = """
base_import.import
   manager's              -    -    -    -    crw  -    -    -
okr.check.in
   manager's              -    -    -    -    crw  -    -    -
okr.check.in.line
   manager's              -    -    -    -    crwu -    -    -
okr.check.in.link
   user's                 -    -    -    -    -    -    -    r
okr.check.in.report
   hidden                 -    -    -    -    r    -    -    r
   supervisor's           -    -    -    r    r    -    -    r
   other company          -    -    -    -    -    -    r    -
   strategic              -    -    -    r    r    -    -    r
   user's, below hidden   -    r    -    -    r    -    -    r
   user's                 -    r    -    -    r    -    -    r
okr.delete.wizard
   manager's              -    -    -    -    crw  -    -    -
okr.goalpost.change
   hidden                 -    -    -    -    r    -    -    r
   supervisor's           -    -    -    r    r    -    -    r
   other company          -    -    -    -    -    -    r    -
   strategic              -    -    -    r    r    -    -    r
   user's, below hidden   -    r    -    -    r    -    -    r
okr.initiative
   hidden                 -    -    -    -    crwu -    -    crwu
   supervisor's           -    cr   cr   crwu crwu -    -    crwu
   other company          -    -    -    -    -    cr   crwu -
   strategic              -    cr   cr   cr   crwu -    -    crwu
   user's, below hidden   -    rw   -    -    crwu -    -    crwu
   for all to see         -    cr   cr   cr   crwu -    -    crwu
   below supervisor's     -    cr   cr   crwu crwu -    -    crwu
   below hidden           -    rw   -    -    crwu -    -    crwu
okr.key.result
   hidden                 -    -    -    -    crwu -    -    crwu
   supervisor's           -    -    -    crwu crwu -    -    crwu
   other company          -    -    -    -    -    -    crwu -
   strategic              -    -    -    r    crwu -    -    crwu
   user's, below hidden   -    r    -    -    crwu -    -    crwu
   user's                 -    r    -    -    crwu -    -    crwu
okr.mail.once
   user's                 -    -    -    -    -    -    -    r
okr.mail.outbox
   user's                 -    -    -    -    -    -    -    r
okr.milestone
   hidden                 -    -    -    -    crwu -    -    crwu
   supervisor's           -    -    -    crwu crwu -    -    crwu
   other company          -    -    -    -    -    -    crwu -
   strategic              -    -    -    r    crwu -    -    crwu
   user's, below hidden   -    r    -    -    crwu -    -    crwu
okr.objective
   hidden                 -    -    -    -    crwu -    -    crwu
   supervisor's           -    r    r    crwu crwu -    -    crwu
   other company          -    -    -    -    -    r    crwu -
   strategic              -    r    r    r    crwu -    -    crwu
okr.reason.wizard
   manager's              -    -    -    -    crw  -    -    -
okr.reminder
   user's                 -    -    -    -    r    -    -    r
   other company          -    -    -    -    -    -    r    -
okr.rollup.queue
   any                    -    -    -    -    -    -    -    r
okr.session
   hidden                 -    -    -    -    crwu -    -    crwu
   open                   -    r    r    r    crwu -    -    crwu
   other company          -    -    -    -    -    r    crwu -
okr.status.wizard
   manager's              -    -    -    -    crw  -    -    -
okr.template
   hidden                 -    -    -    -    -    r    crwu -
okr.template.key.result
   hidden                 -    -    -    -    -    r    crwu -
okr.template.wizard
   manager's              -    -    -    -    crw  -    -    -
okr.unit
   hidden                 -    -    -    -    -    r    crwu -
   common                 -    r    r    cr   crwu r    crwu crwu
okr.update
   hidden                 -    -    -    -    cr   -    -    cr
   supervisor's           -    -    -    cr   cr   -    -    cr
   other company          -    -    -    -    -    -    cr   -
   strategic              -    -    -    r    cr   -    -    cr
   user's, below hidden   -    cr   -    -    cr   -    -    cr
   user's                 -    cr   -    -    cr   -    -    cr
"""
