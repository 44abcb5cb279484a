"""What the application needs from the outside, one protocol a file.

Adapters and fakes inherit their port explicitly, so that a forgotten method fails when the adapter
is created. Each port has one contract suite in `parlons.entrypoints.testing`.
"""
