import checks


def test_things_come_and_go(kata):
    """Only what is there can be taken."""
    stock = kata.Stock({"apples": 3})
    stock.add("pears", 2)
    assert stock.take("apples", 2) is True
    assert stock.take("apples", 2) is False
    assert (stock.count("apples"), stock.count("pears"), stock.count("plums")) == (1, 2, 0)


def test_both_or_neither(kata):
    """An exchange takes and adds, or does nothing."""
    stock = kata.Stock({"apples": 3})
    assert stock.exchange("apples", "pears", 2) is True
    assert stock.exchange("apples", "pears", 2) is False
    assert (stock.count("apples"), stock.count("pears")) == (1, 2)


def test_a_recipe_may_use_the_stock(kata):
    """Each method, from within a change; and what the recipe returns comes back."""
    stock = kata.Stock({"flour": 2, "eggs": 1})

    def bake(own):
        assert own is stock
        baked = own.take("flour", 1) and own.exchange("eggs", "cakes", 1)
        own.add("crumbs", 7)
        return baked, own.count("cakes")

    assert stock.change(bake) == (True, 1)
    assert (stock.count("flour"), stock.count("eggs"), stock.count("crumbs")) == (1, 0, 7)


def test_a_recipe_in_a_recipe(kata):
    """As deep as it likes, and afterwards it is everybody's again."""
    stock = kata.Stock({})
    stock.change(lambda a: a.change(lambda b: b.change(lambda c: c.add("nuts", 1))))
    checks.together(other=lambda: stock.add("nuts", 1))
    assert stock.count("nuts") == 2


def test_after_the_inner_recipe_nobody_gets_in_yet(kata):
    """The outer one is not at its end when the inner one is."""
    stock = kata.Stock({"nuts": 0})

    def outer(own):
        own.change(lambda inner: inner.add("nuts", 1))
        checks.pause()
        before = own.count("nuts")
        checks.pause()
        return before, own.count("nuts")

    seen = []
    checks.together(
        cook=lambda: seen.append(stock.change(outer)),
        thief=lambda: stock.change(lambda own: own.add("nuts", -1)),
    )
    assert seen[0] in {(1, 1), (0, 0)}, f"within one recipe there were first {seen[0][0]} nuts and then {seen[0][1]}"


def test_recipes_keep_clear_of_each_other(kata):
    """Two threads, two recipes: never are both at it."""
    stock = kata.Stock({})
    spans = checks.Spans()

    def cook(name):
        def recipe(own):
            with spans.inside(name):
                own.add(name, 1)
                checks.pause()

        return recipe

    checks.together(ann=lambda: stock.change(cook("ann")), bob=lambda: stock.change(cook("bob")))
    checks.everybody_left(spans, "ann", "bob")
    checks.at_most_together(spans, 1)


def test_nobody_looks_into_a_recipe(kata):
    """One thread takes two steps in a recipe; the other one, who only counts, sees none of them or both."""
    stock = kata.Stock({"apples": 1})
    seen = []

    def press(own):
        own.take("apples", 1)
        checks.pause()
        own.add("juice", 1)

    def look():
        seen.append(stock.change(lambda own: own.count("apples") + own.count("juice")))

    checks.together(press=lambda: stock.change(press), look=look)
    assert seen == [1], f"there is one thing all the time, an apple or its juice, and somebody has counted {seen[0]}"


def test_who_counts_waits_for_the_recipe(kata):
    """In the middle of a recipe another thread calls `count`: it is not answered before the recipe is at its end."""
    stock = kata.Stock({"apples": 1})
    counting = checks.Spans()
    threads, seen, too_early = [], [], []

    def count():
        with counting.inside("who counts"):
            seen.append(stock.count("apples"))

    def recipe(own):
        own.take("apples", 1)
        threads.append(checks.begin("counts", count))
        counting.stay_until_left("who counts")
        too_early.extend(seen)
        own.add("apples", 2)

    stock.change(recipe)
    assert not too_early, f"a recipe was not at its end, and somebody was told that there are {too_early[0]} apples"
    threads[0].join()
    assert seen == [2]


def test_nobody_looks_into_an_exchange(kata):
    """Apples and pears together are always three."""
    stock = kata.Stock({"apples": 3})
    seen = []
    checks.together(
        exchange=lambda: stock.exchange("apples", "pears", 2),
        look=lambda: seen.append(stock.change(lambda own: own.count("apples") + own.count("pears"))),
    )
    assert seen == [3], f"there are three all the time, and somebody has counted {seen[0]}"


def test_two_threads_add(kata):
    """Nothing is lost."""
    stock = kata.Stock({"nuts": 1})
    checks.together(ann=lambda: stock.add("nuts", 2), bob=lambda: stock.add("nuts", 4))
    assert stock.count("nuts") == 7


def test_the_last_one_is_taken_once(kata):
    """Two threads want it: one gets it."""
    stock = kata.Stock({"nuts": 1})
    answers = []
    checks.together(
        ann=lambda: answers.append(stock.take("nuts", 1)),
        bob=lambda: answers.append(stock.take("nuts", 1)),
    )
    assert sorted(answers, key=repr) == [False, True]
    assert stock.count("nuts") == 0


def test_a_recipe_that_fails(kata):
    """The exception comes out of the outer change as well, and others can use the stock."""
    stock = kata.Stock({"nuts": 1})

    def fail(own):
        own.add("nuts", 1)
        own.change(lambda _own: 1 // 0)

    checks.refuses(ZeroDivisionError, lambda: stock.change(fail), "a recipe that fails")
    counted = []
    checks.together(other=lambda: counted.append(stock.count("nuts")))
    assert counted == [2], f"the recipe added a nut to one, and then it failed; somebody has counted {counted[0]}"
