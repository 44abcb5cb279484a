"""Whom a process follows into its end; that it does is shown with the supervisor."""

import os
import subprocess
import sys
import threading

from parlons.entrypoints.supervision.exit_with_parent import exit_with_parent


def test_a_process_that_multiprocessing_did_not_make_follows_nobody():
    before = threading.enumerate()
    exit_with_parent()
    assert threading.enumerate() == before


def test_a_process_ends_when_the_last_writer_of_its_pipe_has():
    program = (
        "import sys, time\n"
        "from parlons.entrypoints.supervision.exit_with_parent import exit_at_end_of\n"
        "exit_at_end_of(sys.stdin.fileno())\n"
        "print('up', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        other_writer = os.dup(process.stdin.fileno())
        process.stdin.write(b"not the end\n")
        process.stdin.close()
        assert process.poll() is None
        os.close(other_writer)
        assert process.wait(2) == 1
