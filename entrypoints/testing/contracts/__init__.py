"""The exam of each port.

A test class derives from a port's suite and overrides its fixtures to hand over the adapter under
test; pytest then runs the suite over it.
"""
