import gc

from mitmproxy.test import tflow

from twohats.proxy.passage import Passage, Passages, head_likeness, likeness, streamed_likeness


def test_a_call_that_is_forgotten_by_mitmproxy_is_forgotten_here() -> None:
    passages = Passages()
    flow = tflow.tflow()
    passage = passages.open(flow, Passage())
    assert passages.of(flow) is passage
    del flow
    gc.collect()
    assert len(passages._of) == 0


def test_every_part_that_matters_changes_the_likeness() -> None:
    flow = tflow.tflow()
    changes = {"method": "PUT", "scheme": "ftp", "host": "other", "port": 1, "path": "/other", "authority": "other"}
    seen = {likeness(flow)}
    for name, value in changes.items():
        setattr(flow.request, name, value)
        seen.add(likeness(flow))
    flow.request.headers["x"] = "y"
    seen.add(likeness(flow))
    head = head_likeness(flow)
    flow.request.raw_content = b"other"
    seen.add(likeness(flow))
    assert len(seen) == len(changes) + 3
    assert head_likeness(flow) == head


def test_a_streamed_head_looks_the_same_once_its_question_was_answered() -> None:
    flow = tflow.tflow()
    flow.request.headers["Expect"] = "100-continue"
    asked = streamed_likeness(flow)
    del flow.request.headers["Expect"]
    assert streamed_likeness(flow) == asked
    flow.request.headers["authorization"] = "Bearer made-up"
    assert streamed_likeness(flow) != asked


async def test_a_client_that_left_is_known() -> None:
    passage = Passage()
    assert not passage.gone.is_set()
    passage.leave()
    assert passage.gone.is_set()
