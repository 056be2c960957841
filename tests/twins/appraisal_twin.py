"""A slow twin of appraisals: plain fractions and loops over rows, sharing no line with the library."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
Triple = tuple[int, int, int]  # gained, lost, open, in hundredths

YEAR = 2025
DAY = date(2026, 3, 31)
METHODS = ["yes_no", "ratio", "count", "deduction", "levels", "shares", "score", "vote"]
CYCLES = ["1/quarter", "2/half-year", "1/year", "3/year", "1/2-years", "continuous", "on-event", None]
GRADES = {"好": 100, "较好": 80, "一般": 60}
SPANS = {"quarter": 3, "half-year": 6, "year": 12, "2-years": 24}


class Maker:
    """
    Makes a superior with three branches, a few duties, records and a scheme from a seed.

    Nothing of the hierarchy is at random: what is expected of whom has twins of its own.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def rows(self) -> Rows:
        chance = self.random
        branches = ["B1", "B2", "B3"]
        organizations: list[dict[str, Any]] = [{"id": "A", "kind": "committee"}]
        organizations += [{"id": id_, "kind": "branch", "superior": "A"} for id_ in branches]
        duties = []
        for number in range(chance.randint(1, 4)):
            duties.append(
                {
                    "id": f"D{number}",
                    "performed_by": ("branch",),
                    "cycle": chance.choice(CYCLES),
                    "managing_cycle": chance.choice([None, "1/half-year", "1/quarter"]),
                    "nature": chance.choice([None, None, None, "elective"]),
                }
            )
        ids = [duty["id"] for duty in duties]
        return {
            "organizations": organizations,
            "duties": duties,
            "records": [self.record(branches, ids) for _ in range(chance.randint(0, 30))],
            "records_cover": [
                {
                    "kind": kind,
                    "organization": chance.choice(["A", *branches]),
                    "from_": date(2024, 1, 1),
                    "until": chance.choice([date(2025, 7, 1), date(2026, 1, 1), date(2026, 1, 1)]),
                }
                for kind in ("performed", "supervised")
                for _ in range(chance.randint(0, 2))
            ],
        }

    def record(self, branches: list[str], duties: list[str]) -> dict[str, Any]:
        chance = self.random
        on = date(2024, 11, 1) + timedelta(days=chance.randint(0, 540))
        branch, duty = chance.choice(branches), (chance.choice(duties),)
        kind = chance.choice(["performed"] * 4 + ["supervised", "appraised", "vote"])
        if kind == "performed":
            return {
                "organization": branch,
                "kind": kind,
                "on": on,
                "duty": duty if chance.random() < 0.9 else (),
                "outcome": chance.choice([None, None, None, "passed", "failed"]),
            }
        row: dict[str, Any] = {"organization": "A", "subordinate": branch, "on": on, "duty": duty}
        if kind == "supervised":
            return {**row, "kind": kind, "subordinate": chance.choice([branch, branch, None])}
        row |= {"kind": "appraised", "period": chance.choice([None, "2025年", "2025年", "2024年", "2025Q4"])}
        if kind == "appraised":
            return {**row, "score": chance.choice([70, 85.5, 92, 120, -1])}
        return {
            **row,
            "grade": chance.choice([*GRADES, "差"]),
            "amount": chance.randint(0, 9),
            "duty": chance.choice([duty, ()]),
        }

    def scheme(self, rows: Rows) -> list[dict[str, Any]]:
        """Return indicators for branches; points in hundredths."""
        chance, found = self.random, []
        ids = [duty["id"] for duty in rows["duties"]]
        for number in range(chance.randint(1, 6)):
            method = chance.choice(METHODS)
            weight = chance.choice([100, 333, 500, 1000, 1250])
            indicator: dict[str, Any] = {
                "id": f"K{number}",
                "duties": chance.sample(ids, chance.randint(1, min(2, len(ids)))),
                "weight": weight,
                "method": method,
            }
            if method == "count":
                indicator["target"] = chance.randint(1, 6)
            if method == "deduction":
                indicator["per"] = chance.choice([30, 50, 200])
            if method == "levels":
                indicator["levels"] = [(1, weight // 3), (3, weight // 2), (5, weight)]
            if method == "shares":
                indicator["levels"] = [(50, weight // 3), (80, weight)]
            found.append(indicator)
        return found


class Appraisal:
    """What each branch has by each indicator, worked out from the rows."""

    def __init__(self, rows: Rows, indicators: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.indicators = indicators
        self.duties = {duty["id"]: duty for duty in rows["duties"]}

    def of(self, branch: str, indicator: dict[str, Any]) -> Triple:
        if indicator["method"] in ("score", "vote"):
            points = (
                self._score(branch, indicator)
                if indicator["method"] == "score"
                else self._vote(branch, indicator)
            )
            weight = indicator["weight"]
            return (0, 0, weight) if points is None else (points, weight - points, 0)
        counted = self._counted(branch, indicator)
        if counted is None:
            return 0, 0, 0
        least, best = (self._points(indicator, done, counted[2]) for done in counted[:2])
        return least, indicator["weight"] - best, best - least

    # ---- counting -----------------------------------------------------------------------

    def _counted(self, branch: str, indicator: dict[str, Any]) -> tuple[float, float, float] | None:
        """Return how much was surely done, how much may have been, and how much is wanted."""
        least = most = wanted = 0.0
        applies = False
        for id_ in indicator["duties"]:
            duty = self.duties[id_]
            items = self._items(branch, duty)
            if indicator["method"] in ("ratio", "deduction", "shares"):
                for times, done, is_settled in items:
                    applies = True
                    wanted += times
                    least += min(done, times)
                    most += min(done, times) if is_settled else times
                continue
            free = "/" not in (duty["cycle"] or "")
            if not items and not free:
                continue
            applies = True
            done = sum(item[1] for item in items)
            settled = all(item[2] for item in items)
            if free:
                done = len(self._naming(branch, id_, date(YEAR, 1, 1), date(YEAR + 1, 1, 1)))
                missed = duty["cycle"] in (None, "continuous") and duty["nature"] != "elective"
                settled = missed and self._complete(
                    "performed", branch, date(YEAR, 1, 1), date(YEAR + 1, 1, 1)
                )
            if indicator["method"] == "yes_no":
                wanted += 1
                least += done > 0
                most += done > 0 or not settled
            else:
                least += done
                most += done if settled else 10**6
        if not applies:
            return None
        return least, most, wanted

    def _points(self, indicator: dict[str, Any], done: float, wanted: float) -> int:
        weight, method = indicator["weight"], indicator["method"]
        if method in ("yes_no", "ratio"):
            return self._half_up(Fraction(weight) * Fraction(done) / Fraction(wanted))
        if method == "count":
            return self._half_up(
                Fraction(weight) * Fraction(min(done, indicator["target"])) / indicator["target"]
            )
        if method == "deduction":
            return max(0, weight - indicator["per"] * int(wanted - done))
        points = 0
        for least, given in indicator["levels"]:
            if (Fraction(done) / Fraction(wanted) * 100 if method == "shares" else done) >= least:
                points = given
        return points

    @staticmethod
    def _half_up(number: Fraction) -> int:
        return int(number + Fraction(1, 2))

    def _items(self, branch: str, duty: dict[str, Any]) -> list[tuple[int, int, bool]]:
        """Return, span by span, how often it is due, how often it was done, and whether the rest is known missing."""
        times, _, span = (duty["cycle"] or "").partition("/")
        found = []
        if span in SPANS:
            start = date(YEAR, 1, 1) if span != "2-years" else date(YEAR - YEAR % 2, 1, 1)
            while start < date(YEAR + 1, 1, 1):
                month = start.month - 1 + SPANS[span]
                end = date(start.year + month // 12, month % 12 + 1, 1)
                if date(YEAR, 1, 1) <= end - timedelta(days=1) < date(YEAR + 1, 1, 1):
                    done = len(self._in(branch, duty["id"], start, end))
                    known = self._complete("performed", branch, start, end) and duty["nature"] != "elective"
                    found.append((int(times), done, known))
                start = end
        return found

    def _good(self, branch: str) -> list[dict[str, Any]]:
        return [
            row
            for row in self.rows["records"]
            if row["kind"] == "performed"
            and row["organization"] == branch
            and row.get("outcome") != "failed"
            and row["on"] <= DAY
        ]

    def _in(self, branch: str, duty: str, start: date, end: date) -> list[dict[str, Any]]:
        """Good records of a duty, or of all of them."""
        return [
            row
            for row in self._good(branch)
            if (not row["duty"] or duty in row["duty"]) and start <= row["on"] < end
        ]

    def _naming(self, branch: str, duty: str, start: date, end: date) -> list[dict[str, Any]]:
        return [row for row in self._in(branch, duty, start, end) if row["duty"]]

    def _complete(self, kind: str, branch: str, start: date, end: date) -> bool:
        day = start
        while day < end:
            if not any(
                row["kind"] == kind
                and row["organization"] in ("A", branch)
                and row["from_"] <= day < row["until"]
                for row in self.rows["records_cover"]
            ):
                return False
            day += timedelta(days=1)
        return True

    # ---- opinions ---------------------------------------------------------------------------

    def _results(self, branch: str) -> list[dict[str, Any]]:
        """What is about the year: stated so, or dated in it, up to June in the year after it."""
        found = []
        for row in self.rows["records"]:
            if row["kind"] != "appraised" or row["subordinate"] != branch or row["on"] > DAY:
                continue
            if row["period"] is None:
                year = row["on"].year - 1 if row["on"].month <= 6 else row["on"].year
            else:
                year = YEAR if row["period"] == "2025年" else None
            if year == YEAR:
                found.append(row)
        return found

    def _score(self, branch: str, indicator: dict[str, Any]) -> int | None:
        scores = {
            row["score"]
            for row in self._results(branch)
            if "score" in row and set(row["duty"]) & set(indicator["duties"]) and 0 <= row["score"] <= 100
        }
        if len(scores) != 1:
            return None
        return self._half_up(Fraction(indicator["weight"]) * Fraction(str(scores.pop())) / 100)

    def _vote(self, branch: str, indicator: dict[str, Any]) -> int | None:
        every = [row for row in self._results(branch) if "amount" in row]
        own = [row for row in every if set(row["duty"]) & set(indicator["duties"])]
        forms = own or [row for row in every if not row["duty"]]
        if any(row["grade"] not in GRADES for row in forms):
            return None
        cast = sum(row["amount"] for row in forms)
        if not cast:
            return None
        worth = sum(row["amount"] * GRADES[row["grade"]] for row in forms)
        return self._half_up(Fraction(indicator["weight"] * worth, 100 * cast))

    # ---- managing -----------------------------------------------------------------------------

    def managed(self, duty: str, weight: int) -> Triple:
        """What the superior has by seeing to each branch in a duty, by the part that was seen to."""
        cycle = (self.duties[duty]["managing_cycle"] or "1/year").partition("/")[2]
        if self.duties[duty]["nature"] == "elective":
            return 0, 0, 0
        done = open_ = wanted = 0
        for branch in ("B1", "B2", "B3"):
            start = date(YEAR, 1, 1)
            while start < date(YEAR + 1, 1, 1):
                month = start.month - 1 + SPANS[cycle]
                end = date(start.year + month // 12, month % 12 + 1, 1)
                wanted += 1
                if self._seen(branch, duty, start, end):
                    done += 1
                elif not any(
                    row["kind"] == "supervised"
                    and row["organization"] == "A"
                    and row["from_"] <= start
                    and end <= row["until"]
                    for row in self.rows["records_cover"]
                ):
                    open_ += 1
                start = end
        least, best = (self._half_up(Fraction(weight * times, wanted)) for times in (done, done + open_))
        return least, weight - best, best - least

    def _seen(self, branch: str, duty: str, start: date, end: date) -> bool:
        quarter = {
            "2025Q4": (date(2025, 10, 1), date(2026, 1, 1)),
            "2025年": (date(2025, 1, 1), date(2026, 1, 1)),
        }
        for row in self.rows["records"]:
            if row["kind"] == "performed" or row.get("subordinate") not in (branch, None) or row["on"] > DAY:
                continue
            if row["duty"] and duty not in row["duty"]:
                continue
            first, after = quarter.get(row.get("period") or "", (date(2024, 1, 1), date(2025, 1, 1)))
            if row.get("period") is None:
                if start <= row["on"] < end:
                    return True
            elif (start <= first and after <= end) or (
                first < end
                and start < after
                and start <= row["on"] < end
                and not (start <= first and after <= end)
            ):
                # A period wider than the span: the day decides, within what the period states.
                return True
        return False
