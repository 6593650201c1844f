"""A long list that several controls have is printed once, and every resource stays named."""

from compliance.reports.pdf.resources import Numbers

PLACE = ("111122223333", "eu-west-1")
KEYS = [f"arn:aws:kms:eu-west-1:111122223333:key/{number:04d}" for number in range(20)]


def test_a_long_list_of_several_controls_is_told_by_its_numbers() -> None:
    fewer = [*KEYS[:3], *KEYS[5:]]
    numbers = Numbers([(PLACE, KEYS), (PLACE, KEYS), (PLACE, fewer)])
    assert numbers.resource_set(*PLACE, 7, KEYS).ranges == ((1, 20),)
    told = numbers.resource_set(*PLACE, 7, fewer[1:])
    assert (told.size, told.ends, told.ranges) == (17, (), ((2, 3), (6, 20)))


def test_every_number_is_explained() -> None:
    numbers = Numbers([(PLACE, KEYS), (PLACE, KEYS[::-1])])
    (group,) = numbers.resources()
    assert [group.start + end for _, end in group.entries] == KEYS
    assert [number for number, _ in group.entries] == list(range(1, 21))


def test_kinds_of_resources_and_places_stay_apart() -> None:
    aliases = [one.replace(":key/", ":alias/") for one in KEYS]
    elsewhere = ("111122223333", "us-east-1")
    numbers = Numbers([(PLACE, [*KEYS, *aliases])] * 2 + [(elsewhere, KEYS)] * 2)
    groups = [(one.region, one.start.rpartition(":")[2]) for one in numbers.resources()]
    assert groups == [("eu-west-1", "alias/"), ("eu-west-1", "key/"), ("us-east-1", "key/")]


def test_short_lists_and_those_of_one_control_stand_where_they_are() -> None:
    numbers = Numbers([(PLACE, KEYS), (PLACE, KEYS[:3]), (PLACE, KEYS[:3])])
    assert numbers.resource_set(*PLACE, 7, KEYS).ends == tuple(one[-4:] for one in KEYS)
    assert numbers.resource_set(*PLACE, 7, KEYS[:3]).ends == ("0000", "0001", "0002")
    assert not list(numbers.resources())


def test_what_is_named_nowhere_else_stands_beside_the_numbers() -> None:
    numbers = Numbers([(PLACE, KEYS), (PLACE, KEYS[1:])])
    whole = numbers.resource_set(*PLACE, 7, KEYS)
    assert (whole.size, whole.ends, whole.ranges) == (20, ("0000",), ((1, 19),))
    assert numbers.resource_set(*PLACE, 7, KEYS[1:]).ranges == ((1, 19),)


def test_a_single_resource_is_named_whole() -> None:
    told = Numbers([]).resource_set(*PLACE, 7, KEYS[:1])
    assert (told.start, told.ends) == ("", (KEYS[0],))
