"""A llama.cpp server as a program of its own: `llama_process.py WEIGHTS MODEL_NAME PARENT_PID`.

It prints its address when the model is loaded, and ends when its parent does, however that ended.
"""

import os
import sys
import time

from xllamacpp import CommonParams, Server


def parameters(weights: str, model: str) -> CommonParams:
    """Two slots of 2,048 tokens on a free port of the loopback interface."""
    params = CommonParams()
    params.model.path = weights
    params.model_alias = {model}
    params.n_ctx = 4096
    params.n_parallel = 2
    # llama.cpp's threads wait for one another by spinning: with two each, four servers on two
    # cores gave 2 tokens a second, with one each 22.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.n_threads_http = 4
    params.fit_params = False
    params.cache_ram_mib = 0
    params.verbosity = 1
    return params


def main(weights: str, model: str, parent: int) -> None:
    server = Server(parameters(weights, model))
    print(server.listening_address, flush=True)
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(0)  # the server's own threads would keep the process alive


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
