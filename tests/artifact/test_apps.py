"""How a process of the service starts."""

import gc


def test_garbage_is_collected_once_all_is_loaded() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count()
