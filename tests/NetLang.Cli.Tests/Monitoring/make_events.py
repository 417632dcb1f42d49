"""Writes events.txt: a file of events as Google's protobuf package serializes it, in base64. The messages are those of
tensorflow/core/util/event.proto and framework/summary.proto, as far as they are used."""

import base64
import pathlib
import struct

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

F = descriptor_pb2.FieldDescriptorProto


def message(file, name, *fields):
    described = file.message_type.add(name=name)
    for number, field, kind, repeated, type_name in fields:
        described.field.add(
            name=field,
            number=number,
            type=kind,
            label=F.LABEL_REPEATED if repeated else F.LABEL_OPTIONAL,
            type_name=type_name,
        )


file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="t", syntax="proto3")
message(file, "Value", (1, "tag", F.TYPE_STRING, False, None), (2, "simple_value", F.TYPE_FLOAT, False, None))
message(file, "Summary", (1, "value", F.TYPE_MESSAGE, True, ".t.Value"))
message(
    file,
    "Event",
    (1, "wall_time", F.TYPE_DOUBLE, False, None),
    (2, "step", F.TYPE_INT64, False, None),
    (3, "file_version", F.TYPE_STRING, False, None),
    (5, "summary", F.TYPE_MESSAGE, False, ".t.Summary"),
)
pool = descriptor_pool.DescriptorPool()
pool.Add(file)
Event = message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("t.Event"))


def masked_crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def record(event):
    data = event.SerializeToString()
    length = struct.pack("<Q", len(data))
    return length + struct.pack("<I", masked_crc32c(length)) + data + struct.pack("<I", masked_crc32c(data))


TIME = 1700000000.25
SCALARS = [
    (1, {"loss/step": 2.5, "learning_rate": 0.001}),
    (70000, {"loss/step": -0.125, "learning_rate": 1e-30}),
    (70000, {"loss/train": 1.5, "loss/validation": 1.75, "metrics/größe": 0.5}),
]

events = [Event(wall_time=TIME, file_version="brain.Event:2")]
for step, scalars in SCALARS:
    event = Event(wall_time=TIME, step=step)
    for tag, value in scalars.items():
        event.summary.value.add(tag=tag, simple_value=value)
    events.append(event)
text = base64.b64encode(b"".join(map(record, events))).decode()
pathlib.Path(__file__).with_name("events.txt").write_text(text + "\n")
