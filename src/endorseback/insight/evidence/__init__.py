"""The evidence for and against an endorsement, a module for each subject; all of it pure.

Every function takes a `Case` and yields reasons. What is not known yields none. Evidence that the
two know each other only ever adds reasons for, so that more of it never makes a judgement worse.
"""
