from benchmarks.growth import growths, too_steep
from benchmarks.page import _lines
from benchmarks.warehouse import Size


def size(copies: int, **seconds: float) -> Size:
    return Size(
        copies=copies,
        text_bytes=copies * 1_000_000,
        load_seconds=1.0,
        build_seconds=9.0 * copies,
        publish_seconds=2.0,
        peak_bytes=2 * 10**9,
        build_bytes=10**8,
        published_bytes=10**7,
        batch_count=copies // 10 or 1,
        model_seconds=seconds,
        test_seconds=sum(seconds.values()),
    )


def test_growth_is_told_as_an_exponent_and_the_steep_one_is_told() -> None:
    found = growths(
        [size(1, even=0.5, square=0.1, little=0.01), size(10, even=5, square=10, little=0.9)], 0
    )
    assert [(growth.model, round(growth.exponent, 6)) for growth in found] == [
        ("square", 2),
        ("even", 1),
    ]
    assert too_steep(found) == ["square: 0.1 s at ×1, 10.0 s at ×10: exponent 2.00"]


def test_each_step_between_sizes_counts() -> None:
    sizes = [size(1, late=0.5), size(10, late=5), size(100, late=500)]
    assert [growth.copies for growth in growths(sizes, 0)] == [(10, 100), (1, 10)]
    assert len(too_steep(growths(sizes, 0))) == 1


def test_what_every_table_costs_is_taken_off_for_each_batch() -> None:
    # 0.5 s a batch: 0.5 and 5 s are left at 1 and 10 batches.
    (growth,) = growths([size(10, even=1), size(100, even=10)], 0.5)
    assert growth.seconds == (0.5, 5)
    assert round(growth.exponent, 6) == 1


def test_the_page_tells_rates_and_what_is_worked_out() -> None:
    results = {
        "cores": 2,
        "others": {"another": {"bytes": 1_000_000, "seconds": 20}},
        "model_count": 3,
        "dbt_floor_seconds": 12,
    }
    lines = list(_lines(results, [size(1, a=1), size(10, a=9)]))
    # Half of the time of the build is that of tests.
    assert "| 10 | 10.00 MB | 1 | 1 s | 90 s | 45 s | 2 s | 0.217 |" in lines
    assert "| 10 | 2.0 GB | 100 MB | 10 MB | 1 |" in lines
    assert "| another | 1.00 MB | 0.050 | 4.35 times |" in lines
    # 91 s for 10 MB, and 9 s for each of 90 MB more.
    assert "100 copies, 100 MB, would take 15 min" in lines[-1]
