"""Import an export into the real Label Studio, export it there again, and compare span by span.

Not part of the tests, for Label Studio weighs a gigabyte. In an environment of its own, beside that of newsread:

    python -m venv /tmp/studio && /tmp/studio/bin/pip install label-studio
    LABEL_STUDIO_BASE_DATA_DIR=/tmp/studio/data /tmp/studio/bin/label-studio start -b -p 18099 \\
        --username a@example.org --password secret-pw-1 --user-token TOKEN --enable-legacy-api-token
    PYTHONPATH=.:tui python -m tests.conformance.label_studio http://127.0.0.1:18099 TOKEN

TOKEN is 40 hexadecimal digits of your choice.
"""

import io
import json
import sys
from typing import Any
from urllib.request import Request, urlopen

from tests.conformance.sayings import compare, report, samples

from newsread.formats.label_studio_format import FORMAT, LABELLING_CONFIG


def main(host: str, token: str) -> None:
    def ask(path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(host + path, data, headers), timeout=60) as answer:  # noqa: S310 - a host of one's own
            return json.load(answer)

    for name, snapshot in samples():
        file = io.BytesIO()
        FORMAT.write(snapshot, file)
        project = ask("/api/projects", {"title": name, "label_config": LABELLING_CONFIG})["id"]
        taken = ask(f"/api/projects/{project}/import", json.loads(file.getvalue()))
        report(f"{name}: {taken['task_count']} tasks, {taken['annotation_count']} annotations")
        back = ask(f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
        compare(FORMAT, file.getvalue(), json.dumps(back).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
