"""Import an export into the real doccano, export it there again, and compare span by span.

Not part of the tests, for doccano needs a server and a queue. In an environment of its own, beside that of newsread
(doccano 1.8.4 does not start with newer versions of the two other packages):

    python -m venv /tmp/doccano && /tmp/doccano/bin/pip install doccano 'numpy<2' 'marshmallow<4'
    export DOCCANO_HOME=/tmp/doccano/data PATH=/tmp/doccano/bin:$PATH
    doccano init; doccano createuser --username admin --password secret-pw-1
    doccano task & doccano webserver --port 18100 &
    PYTHONPATH=.:tui python -m tests.conformance.doccano http://127.0.0.1:18100 admin secret-pw-1
"""

import io
import json
import sys
import time
import zipfile
from typing import Any
from urllib.request import Request, urlopen

from tests.conformance.sayings import compare, report, samples

from newsread.formats.doccano_format import FORMAT

_FORM = (
    b'--form\r\nContent-Disposition: form-data; name="filepond"; filename="a.jsonl"\r\n'
    b"Content-Type: application/octet-stream\r\n\r\n"
)


class Doccano:
    def __init__(self, host: str, name: str, password: str) -> None:
        self._host = host
        self._headers: dict[str, str] = {}
        self._headers = {"Authorization": f"Token {self.ask('/auth/login/', username=name, password=password)['key']}"}

    def send(self, path: str, data: bytes | None, kind: str) -> bytes:
        request = Request(f"{self._host}/v1{path}", data, self._headers | {"Content-Type": kind})  # noqa: S310
        with urlopen(request, timeout=60) as answer:  # noqa: S310 - a host of one's own
            content: bytes = answer.read()
            return content

    def ask(self, path: str, **body: object) -> Any:
        return json.loads(self.send(path, json.dumps(body).encode() if body else None, "application/json"))

    def finished(self, task: str) -> Any:
        while not (status := self.ask(f"/tasks/status/{task}"))["ready"]:
            time.sleep(0.5)
        return status

    def through(self, name: str, content: bytes, *, overlapping: bool) -> bytes:
        """Import the rows into a new project, and return those that it exports."""
        project = self.ask(
            "/projects",
            name=name,
            description=name,
            project_type="SequenceLabeling",
            resourcetype="SequenceLabelingProject",
            allow_overlapping=overlapping,
            collaborative_annotation=True,
        )["id"]
        upload = self.send("/fp/process/", _FORM + content + b"\r\n--form--\r\n", "multipart/form-data; boundary=form")
        options: dict[str, object] = {"format": "JSONL", "task": "SequenceLabeling", "uploadIds": [upload.decode()]}
        status = self.finished(
            self.ask(
                f"/projects/{project}/upload",
                **options,
                column_data="text",
                column_label="label",
                delimiter="",
                encoding="utf_8",
            )["task_id"]
        )
        report(f"{name}, overlapping spans {'allowed' if overlapping else 'not allowed'}: {status['result']}")
        task = self.ask(f"/projects/{project}/download", format="JSONL", exportApproved=False)["task_id"]
        self.finished(task)
        packed = self.send(f"/projects/{project}/download?taskId={task}", None, "application/json")
        with zipfile.ZipFile(io.BytesIO(packed)) as folder:
            return b"".join(folder.read(each) for each in folder.namelist())


def main(host: str, name: str, password: str) -> None:
    doccano = Doccano(host, name, password)
    for sample, snapshot in samples():
        file = io.BytesIO()
        FORMAT.write(snapshot, file)
        for overlapping in (True, False):
            compare(FORMAT, file.getvalue(), doccano.through(sample, file.getvalue(), overlapping=overlapping))


if __name__ == "__main__":
    main(*sys.argv[1:])
