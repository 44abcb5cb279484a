"""The `parlons` command as a process: what only a process can show."""

import os
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.command import PARLONS, environment, run_parlons

QUESTION = "How do you say good evening in French?"


def test_an_empty_home_gets_an_answer_and_then_the_same_from_the_cache(tmp_path: Path):
    first = run_parlons(tmp_path, "ask", QUESTION)
    assert first.returncode == 0, first.stderr
    assert "bonsoir" in first.stdout
    assert "Unit 1, Bonjour" in first.stdout
    assert [path.name for path in tmp_path.iterdir()] == [".parlons"]
    second = run_parlons(tmp_path, "ask", QUESTION)
    assert "bonsoir" in second.stdout
    assert "exact cache" in second.stdout
    assert second.stderr == ""


def test_commands_that_start_at_once_in_an_empty_home_all_succeed(tmp_path: Path):
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: run_parlons(tmp_path, "ask", QUESTION), range(4)))
    assert [(run.returncode, "bonsoir" in run.stdout) for run in runs] == [(0, True)] * 4, runs
    listed = run_parlons(tmp_path, "courses", "list").stdout.splitlines()
    assert len(listed) == 2
    assert listed[1].endswith("\t1"), "the course was imported anew"


def test_ctrl_c_ends_a_command_quietly(tmp_path: Path):
    assert run_parlons(tmp_path, "courses", "import").returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as silent_model:
        variables = {
            "PARLONS_LLM": "openai",
            "PARLONS_OPENAI_API_KEY": "a-key",
            "PARLONS_OPENAI_BASE_URL": f"http://127.0.0.1:{silent_model.getsockname()[1]}/v1",
            "PARLONS_LLM_PRICES": "gpt-4.1-mini=0/0",
        }
        with subprocess.Popen(
            [*PARLONS, "ask", QUESTION],
            env=environment(tmp_path, **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            silent_model.settimeout(20)
            connection, _ = silent_model.accept()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
            connection.close()
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_reader_that_has_left_is_no_error(tmp_path: Path):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = subprocess.run(
            [*PARLONS, "config", "show"],
            env=environment(tmp_path),
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert (run.returncode, run.stderr) == (1, b"")
