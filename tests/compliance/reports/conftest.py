"""What these tests share."""

from tests.emptying import tables_can_be_emptied_by_tests
from tests.estate_fixtures import account, clock, emulated_aws, estate

__all__ = ["account", "clock", "emulated_aws", "estate", "tables_can_be_emptied_by_tests"]
