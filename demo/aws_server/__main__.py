"""An AWS to demonstrate and test against: moto's server, corrected, that can also refuse.

    python -m demo.aws_server [--host 127.0.0.1] --port 5000 [--latency-ms 50] [--deny FILE]

FILE holds a YAML or JSON list of faults, as `POST /_estate/faults` takes them.
"""

import argparse
import gc
import logging
from pathlib import Path

import yaml
from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from demo.aws_server.app import AwsServer


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5000)
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--deny", type=Path, metavar="FILE")
    options = parser.parse_args()
    # What is planted stays, as models do; nothing is gained by looking for garbage among it.
    gc.set_threshold(100_000, 50, 100)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    faults = yaml.safe_load(options.deny.read_text()) if options.deny else []
    server = AwsServer(latency_seconds=options.latency_ms / 1000, faults=faults)
    make_server(
        options.host, options.port, server, threaded=True, request_handler=MotoRequestHandler
    ).serve_forever()


if __name__ == "__main__":
    main()
