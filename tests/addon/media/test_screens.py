from twohats.media.screens import is_screen_size


def test_sizes_of_phone_screens_are_known_either_way_up() -> None:
    assert is_screen_size(1170, 2532)
    assert is_screen_size(2532, 1170)


def test_sizes_that_designers_use_are_none() -> None:
    assert not any(is_screen_size(*size) for size in ((1080, 1080), (1080, 1350), (1080, 1920), (1200, 630)))
