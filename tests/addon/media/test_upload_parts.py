from twohats.media.upload_parts import Parts

KEY = ("x", "700")


def test_pieces_counted_one_by_one_become_the_file() -> None:
    parts = Parts()
    for number, piece in [(1, b"bb"), (0, b"aa"), (2, b"c")]:
        parts.add(KEY, number, piece)
    assert parts.whole(KEY) == b"aabbc"


def test_pieces_at_byte_offsets_become_the_file() -> None:
    parts = Parts()
    parts.add(KEY, 0, b"aaa")
    parts.add(KEY, 3, b"bb")
    assert parts.whole(KEY) == b"aaabb"


def test_a_gap_or_a_missing_start_is_no_file() -> None:
    parts = Parts()
    parts.add(KEY, 0, b"aaa")
    parts.add(KEY, 4, b"bb")
    assert parts.whole(KEY) is None
    parts.add(("x", "701"), 2, b"bb")
    assert parts.whole(("x", "701")) is None
    assert parts.whole(("x", "702")) is None


def test_a_piece_sent_again_replaces_the_first() -> None:
    parts = Parts()
    parts.add(KEY, 0, b"aa")
    parts.add(KEY, 0, b"ab")
    assert parts.whole(KEY) == b"ab"


def test_an_announced_size_must_be_met() -> None:
    parts = Parts()
    parts.expect(KEY, 5)
    parts.add(KEY, 0, b"aaa")
    assert (parts.complete(KEY), parts.whole(KEY)) == (False, None)
    parts.add(KEY, 1, b"bb")
    assert (parts.complete(KEY), parts.whole(KEY)) == (True, b"aaabb")


def test_a_file_that_grows_too_large_is_lost_for_good() -> None:
    parts = Parts(max_file=5)
    parts.add(KEY, 0, b"aaa")
    parts.add(KEY, 1, b"bbb")
    parts.add(KEY, 0, b"aaa")
    assert parts.whole(KEY) is None


def test_a_piece_that_could_not_be_kept_loses_the_file() -> None:
    parts = Parts()
    parts.add(KEY, 0, None)
    parts.add(KEY, 1, b"bb")
    assert parts.whole(KEY) is None


def test_the_oldest_files_make_room() -> None:
    parts = Parts(max_all=5)
    for name in ("700", "701", "702"):
        parts.add(("x", name), 0, b"aa")
    assert [parts.whole(("x", name)) for name in ("700", "701", "702")] == [None, b"aa", b"aa"]


def test_a_dropped_file_is_gone() -> None:
    parts = Parts()
    parts.add(KEY, 0, b"aa")
    parts.drop(KEY)
    assert parts.whole(KEY) is None
