"""How an error inside the boundary is written down: its kind and place, never its text (it may be personal)."""

import logging

logger = logging.getLogger(__name__)


def report(error: BaseException) -> None:
    """Log the kind of an error and where it was raised."""
    trace, where = error.__traceback__, "?"
    while trace is not None:
        where, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
    logger.error("twohats: %s at %s", type(error).__name__, where)
