"""Rates from microdata: what is read, what is refused, what is decided, what never leaves."""

from __future__ import annotations

import csv
import io
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scripts.commands import cli
from scripts.studies.faults import StudyError
from scripts.studies.rates import intervals, microdata, rows, setup, tabulate, verdicts
from scripts.studies.rates.design import designed
from scripts.studies.rates.estimate import shares
from scripts.studies.rates.quantiles import beta_cdf, beta_quantile, t_quantile
from tests.oracle import attack, samples, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
NEXT = ROOT.parent / "shared" / "test-data" / "next-study" / "microdata.csv"
STRATIFIED = next(sample for sample in samples.MADE if sample.name == "stratified")


def rates(folder: Path, text: str, name: str = "STUDY.toml") -> list[rows.Row]:
    """The rates of a STUDY.toml with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return tabulate.rates(setup.read(path)).rows


def study(folder: Path, answers: str, more: str = "", **microdata_: str) -> list[rows.Row]:
    """The rates of a CSV file with these lines, one question `q`."""
    (folder / "answers.csv").write_text(answers, encoding="utf-8")
    words = {"path": '"answers.csv"', "questions": '["q"]', **microdata_}
    lines = [f"{key} = {value}" for key, value in words.items()]
    return rates(folder, "\n".join(["[microdata]", *lines, more]))


# -- what is read


def test_a_file_is_read_alike_in_every_form(tmp_path: Path) -> None:
    """CSV as a French institute writes it, Parquet and .sav give the rates of the plain CSV."""
    pyreadstat = pytest.importorskip("pyreadstat", reason="no pyreadstat here: .sav is not tried")
    pandas = pytest.importorskip("pandas")
    samples.make(STRATIFIED, tmp_path)
    toml = STRATIFIED.study(tmp_path).read_text(encoding="utf-8")
    plain = rates(tmp_path, toml)
    frame = pandas.read_csv(tmp_path / "stratified.csv", dtype=str, keep_default_na=False)
    french = frame.assign(w=frame.w.str.replace(".", ",", regex=False))
    french.to_csv(tmp_path / "french.csv", sep=";", index=False, encoding="cp1252", lineterminator="\r\n")
    told = (
        toml.replace("stratified.csv", "french.csv") + 'delimiter = ";"\ndecimal = ","\nencoding = "cp1252"\n'
    )
    assert rates(tmp_path, told) == plain
    pq.write_table(pa.table({n: pa.array(frame[n].replace("", None)) for n in frame}), tmp_path / "s.parquet")
    assert rates(tmp_path, toml.replace("stratified.csv", "s.parquet")) == plain
    numbers = frame.assign(**{n: pandas.to_numeric(frame[n]) for n in ("q1", "q3", "region", "w", "rows")})
    labels = {"q1": {0: "Non", 1: "Oui", 2: "Peut-être"}}
    pyreadstat.write_sav(
        numbers, str(tmp_path / "s.sav"), variable_value_labels=labels, column_labels={"q1": "Partenariat ?"}
    )
    spss = rates(tmp_path, toml.replace("stratified.csv", "s.sav"))
    bare = ("question_label", "answer_label")
    assert [_without(row, bare) for row in spss] == [_without(row, bare) for row in plain]
    assert {row.answer_label for row in spss if row.question == "q1"} == {"Non", "Oui", "Peut-être"}
    assert {row.question_label for row in spss if row.question == "q1"} == {"Partenariat ?"}


def _without(row: rows.Row, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in rows.FIELDS if name not in names}


def test_the_whole_comes_first_and_has_no_break(tmp_path: Path) -> None:
    """Then the groups, by answer; estimates are shares, unrounded."""
    found = study(tmp_path, "q,g\n1,b\n2,a\n1,a\n", breaks='["g"]')
    places = [(row.answer, row.break_, row.group, row.n) for row in found]
    assert places[:4] == [("1", "", "", 3), ("2", "", "", 3), ("1", "g", "a", 2), ("1", "g", "b", 1)]
    assert found[0].estimate == 2 / 3


def test_no_answer_and_not_asked_are_no_answers(tmp_path: Path) -> None:
    """Neither counts in the base; a filter says who was asked."""
    lines = "q,has\n1,1\n99,1\n,1\n2,0\n2,1\n"
    asked = study(tmp_path, lines, '[question.q.filter]\nhas = "1"', no_answer="[99]")
    assert [(row.answer, row.n, row.estimate) for row in asked] == [("1", 2, 0.5), ("2", 2, 0.5)]


def test_answers_are_counted_together(tmp_path: Path) -> None:
    """« Important » is very or rather important, with its own error."""
    more = '[question.q]\ngroups = { important = ["1", "2"] }'
    found = {row.answer: row for row in study(tmp_path, "q\n1\n2\n3\n3\n3\n", more)}
    assert found["important"].estimate == 0.4
    assert found["important"].se == pytest.approx(found["3"].se)


def test_several_answers_have_one_base(tmp_path: Path) -> None:
    """Whoever gave any answer; shares may add up to more than 1."""
    more = '[question.q]\ncolumns = ["a", "b"]\nanswers = { a = "Le don", b = "Le mécénat" }'
    found = study(tmp_path, "a,b\n1,1\n1,0\n0,0\n,\n", more)
    shown = [(row.answer, row.answer_label, row.n, row.estimate) for row in found]
    assert shown == [("a", "Le don", 3, 2 / 3), ("b", "Le mécénat", 3, 1 / 3)]


def test_a_scale_has_a_mean(tmp_path: Path) -> None:
    """Its error is that of the mean of its numbers; a number has one without answers."""
    scale = study(tmp_path, "q\n1\n2\n3\n", "[question.q]\nvalues = { 1 = 10, 2 = 20, 3 = 60 }")
    assert (scale[-1].statistic, scale[-1].estimate) == ("mean", 30)
    assert scale[-1].se == pytest.approx(np.std([10, 20, 60], ddof=1) / 3**0.5)
    number = study(tmp_path, "q\n10\n20\n60\n", "[question.q]\nmean = true")
    assert [(row.statistic, row.estimate) for row in number] == [("mean", 30)]


def test_the_example_of_the_readme_is_one(tmp_path: Path) -> None:
    """Every key of it is read, and what it says of itself holds."""
    (example,) = re.findall(
        r"```toml\n(\[microdata\].*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    chance = random.Random(3)  # noqa: S311 -- a sample, not a secret
    lines = ["POIDS;STRATE;GRAPPE;GRAPPES_STRATE;Q1;Q4;Q20_1;Q20_2;AGE;REGION;TAILLE"]
    for place in range(300):
        said = (
            chance.choice("123"),
            chance.choice(("a", "b", "99")),
            chance.choice("01"),
            chance.choice("01"),
        )
        row = (
            f"1,{place % 7}",
            place % 2,
            place // 10,
            400,
            *said,
            place % 60,
            chance.choice(("11", "24")),
            "é",
        )
        lines.append(";".join(map(str, row)))
    (tmp_path / "microdata.csv").write_text("\n".join(lines), encoding="cp1252")
    found = rates(tmp_path, example)
    assert {row.question for row in found} == {"Q1", "Q4", "Q20", "AGE"}
    assert {row.answer for row in found if row.question == "Q1"} == {"1", "2", "3", "yes", "mean"}


# -- what is refused, in one line


FAULTS: dict[str, tuple[str, str, str]] = {
    "pas de table [microdata]": ("", "[study]\n", ""),
    "section inconnue « intervall »": ("q\n1\n", "", "[intervall]\n"),
    "clé inconnue « wieght »": ("q\n1\n", 'wieght = "w"\n', ""),
    "« path » manque": ("q\n1\n", "", ""),
    "pas de colonne « w »": ("q,x\n1,1\n", 'weight = "w"\n', ""),
    "une seule colonne": ("q;w\n1;1\n", "", ""),
    "deux colonnes « q »": ("q,q\n1,1\n", "", ""),
    "aucune réponse": ("q,w\n", "", ""),
    "ligne 3, colonne « w » : pas un nombre": ("q,w\n1,1\n1,SECRET\n", 'weight = "w"\n', ""),
    "ligne 3, colonne « w » : vide": ("q,w\n1,1\n1,\n", 'weight = "w"\n', ""),
    "ligne 2 : poids négatif": ("q,w\n1,-1\n", 'weight = "w"\n', ""),
    "tous les poids sont nuls": ("q,w\n1,0\n", 'weight = "w"\n', ""),
    "ligne 3 : la taille de population": ("q,N\n1,5\n1,6\n", 'population_size = "N"\n', ""),
    "plus de grappes dans l’échantillon": ("q,N\n1,1\n1,1\n", 'population_size = "N"\n', ""),
    "contenus différents": ("q\n" + "".join(f"SECRET {n}\n" for n in range(70)), "", ""),
    "2 répondants ont un code": ("q\n1\n7\n8\n", "", '[question.q]\nanswers = { 1 = "Oui" }\n'),
    "personne n’a répondu": ("q,x\n,1\n", "", ""),
    "method = « wald » est inconnu": ("q\n1\n", "", '[interval]\nmethod = "wald"\n'),
    "scheme = « mine » est inconnu": ("q\n1\n", "", '[verdicts]\nscheme = "mine"\n'),
    "clé inconnue « n_efective »": ("q\n1\n", "", "[verdicts.thresholds]\nn_efective = 3\n"),
    "n'est pas dans la liste": ("q\n1\n", "", '[question.r]\nlabel = "x"\n'),
    "encodage inconnu « utf-9 »": ("q\n1\n", 'encoding = "utf-9"\n', ""),
}


@pytest.mark.parametrize("words", FAULTS)
def test_a_fault_is_one_line_and_quotes_nobody(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where, what, how to mend it; exit 1, nothing written, no content of the file told."""
    lines, inside, after = FAULTS[words]
    (tmp_path / "answers.csv").write_text(lines, encoding="utf-8")
    path = "" if words == "« path » manque" else 'path = "answers.csv"\n'
    head = "" if inside == "[study]\n" else f'[microdata]\n{path}questions = ["q"]\n'
    (tmp_path / "STUDY.toml").write_text(f"{head}{inside}{after}", encoding="utf-8")
    to = tmp_path / "RATES.csv"
    assert cli.main(["rates", str(tmp_path / "STUDY.toml"), "--to", str(to), "--lang", "fr"]) == 1
    told = capsys.readouterr()
    said = told.err.replace("\u00a0", " ").replace("\u202f", " ")
    assert words.replace("'", "’") in said
    assert said.count("\n") == 1
    assert "SECRET" not in told.err + told.out
    assert not to.exists()


def test_microdata_in_a_repository_are_refused(tmp_path: Path) -> None:
    """In ours, in another, in a package: they would be published one day."""
    for mark, kind in ((".git", "folder"), ("datapackage.json", "file")):
        home = tmp_path / kind
        (home / "deep").mkdir(parents=True)
        (home / mark).touch()
        with pytest.raises(StudyError, match="never stay"):
            study(home / "deep", "q\n1\n")
    with pytest.raises(StudyError, match="never stay"):
        microdata.kept_apart(ROOT / "tests" / "answers.csv")


def test_another_encoding_is_named(tmp_path: Path) -> None:
    """A file of Windows that is read as UTF-8 says what to write."""
    (tmp_path / "answers.csv").write_bytes("q,é\n1,à\n".encode("cp1252"))
    with pytest.raises(StudyError, match='encoding = "cp1252"'):
        rates(tmp_path, '[microdata]\npath = "answers.csv"\nquestions = ["q"]\n')


# -- intervals and comparisons


def test_quantiles_are_inverse(tmp_path: Path) -> None:
    """I(x) of the quantile of p is p, for any size; t is the normal at many degrees of freedom."""
    chance = np.random.default_rng(1)
    a, b = 10 ** chance.uniform(-1, 4.5, 400), 10 ** chance.uniform(-1, 4.5, 400)
    p = chance.uniform(0.001, 0.999, 400)
    x = beta_quantile(p, a, b)
    inside = (x > 1e-6) & (x < 1 - 1e-6)  # nearer to 0 or 1, x itself has too few digits
    assert np.allclose(beta_cdf(x, a, b)[inside], p[inside], rtol=1e-9)
    assert t_quantile(0.975, 1e7) == pytest.approx(1.959964, abs=1e-5)


def test_plain_counts_have_wilson_intervals(tmp_path: Path) -> None:
    """9 of 10: as statsmodels' proportion_confint(9, 10, method="wilson") gives it."""
    found = study(tmp_path, "q\n" + "1\n" * 9 + "0\n")[1]
    assert found.method == "wilson"
    assert (found.lower, found.upper) == (
        pytest.approx(0.5958499732047615),
        pytest.approx(0.9821237869049271),
    )


def test_korn_graubard_is_clopper_pearson_of_a_plain_sample() -> None:
    """9 of 10 at size 10: as statsmodels' proportion_confint(9, 10, method="beta") gives it."""
    low, high = intervals.korn_graubard(np.array(0.9), np.array(10.0), 0.95)
    assert (float(low), float(high)) == (pytest.approx(0.5549838829), pytest.approx(0.9974714219))


def test_none_and_all_have_an_interval(tmp_path: Path) -> None:
    """A share of 0 or 1 is bounded on its other side, not certain; R's beta has none there."""
    found = study(
        tmp_path,
        "q,w\n" + "1,1\n1,2\n" * 20,
        weight='"w"',
        more='[question.q]\nanswers = { 1 = "a", 2 = "b" }',
    )
    every, none = found
    assert (none.estimate, none.lower, every.upper) == (0, 0, 1)
    assert 0 < (none.upper or 0) < 0.1
    assert none.upper == pytest.approx(1 - (every.lower or 0))
    assert none.beta_lower is None


def test_a_part_that_is_the_whole_is_not_compared(tmp_path: Path) -> None:
    """Nor one that nobody is in."""
    more = '[break.g]\ngroups = { a = "A", b = "B" }'
    found = study(tmp_path, "q,g\n1,a\n2,a\n1,a\n", more, breaks='["g"]')
    assert {(row.difference, row.p_value, row.significance) for row in found} == {(None, None, "")}


@pytest.mark.parametrize("share", simulate.SHARES)
def test_intervals_hold_the_truth(share: float) -> None:
    """As often as they say, from 1 to 50 %: more draws in `make oracle`."""
    found = simulate.covered(share, 400)
    assert simulate.COVERED[0] - 0.02 <= found


def test_the_comparison_cries_wolf_as_often_as_it_says() -> None:
    """One time in twenty."""
    assert 0.03 <= simulate.alarms(500) <= 0.07


# -- verdicts


def test_nchs_verdicts_are_those_of_surveytable() -> None:
    """The flow of Parker et al. 2017 as surveytable 0.10 walks it, on random estimates."""

    def flow(m: dict[str, float]) -> str:
        edge = m["estimate"] in (0.0, 1.0)
        width = 0.0 if edge else m["width"]
        if m["n_effective"] < 30:
            shown = False
        elif width <= 0.05:
            shown = True
        elif width >= 0.30:
            shown = False
        else:
            shown = not width / m["estimate"] > 1.30
        return "withhold" if not shown else "review" if m["df"] < 8 or edge else "publish"

    _held("nchs_2017", flow)


def test_cepal_verdicts_are_those_of_calidad() -> None:
    """The tree of CEPAL 2023 as calidad 0.8 has it, without information on domains."""

    def flow(m: dict[str, float]) -> str:
        if not (m["deff"] >= 1 and m["n_by_deff"] >= 60 and m["df"] >= 9):
            return "withhold"
        good, count = m["log_cv"] <= 0.175, m["count"]
        if good:
            return "publish" if count >= 50 else "review" if count >= 30 else "withhold"
        return "review" if m["estimate"] >= 0.5 and count >= 30 and m["log_cv"] > 0.175 else "withhold"

    _held("cepal_2023", flow)


def test_ine_verdicts_are_those_of_calidad() -> None:
    """Enough respondents and degrees of freedom, then an error below p^(2/3)/9, p the smaller side."""

    def flow(m: dict[str, float]) -> str:
        if m["n"] < 60 or m["df"] < 9:
            return "withhold"
        return "publish" if m["se_beyond"] <= 0 else "review"

    _held("ine_chile", flow)


def _held(scheme: str, flow: Callable[[dict[str, float]], str]) -> None:
    """On some 600 random estimates of random groups, the rules say what the flow says."""
    chance = random.Random(scheme)  # noqa: S311 -- a sample, not a secret
    seen = set()
    for _ in range(60):
        size = chance.choice((20, 40, 60, 100, 200, 1500))
        groups, answers = 3, chance.choice((2, 4, 12))
        answer = np.array([min(int(chance.expovariate(0.7)), answers - 1) for _ in range(size)], np.intp)
        weight = np.array([chance.lognormvariate(0, chance.choice((0.0, 0.8))) for _ in range(size)])
        cluster = np.array([chance.randrange(chance.choice((6, 30, size))) for _ in range(size)], np.intp)
        design = designed(size, weight, None, cluster)
        group = np.array([chance.randrange(groups) for _ in range(size)], np.intp)
        found, _ = shares(design, answer, np.eye(answers), group, groups)
        worth = intervals.sizes(found, 0.95)
        measured = verdicts.measures(found, worth, *intervals.interval("korn-graubard", found, worth, 0.95))
        said, reasons = verdicts.judged(verdicts.rules_of(scheme, {}), measured)
        for at in np.ndindex(said.shape):
            if np.isnan(measured["width"][at]):
                continue
            wanted = flow({name: float(values[at]) for name, values in measured.items()})
            assert (said[at], at) == (wanted, at)
            assert bool(reasons[at[0] * answers + at[1]]) or wanted == "publish"
            seen.add(wanted)
    assert seen == {"publish", "review", "withhold"}


def test_a_study_may_ask_for_more(tmp_path: Path) -> None:
    """Another number of a rule, another scheme; few respondents are confidential where it says so."""
    lines = "q\n" + "1\n" * 25 + "0\n" * 20
    assert {row.verdict for row in study(tmp_path, lines)} == {"publish"}
    assert {row.verdict for row in study(tmp_path, lines, "[verdicts.thresholds]\nn_effective = 50")} == {
        "withhold"
    }
    found = study(tmp_path, "q\n" + "1\n" * 60 + "0\n" * 3, "[verdicts]\nconfidential = 5")
    assert {row.reason for row in found if row.answer == "0"} >= {"relative_width confidential"}


# -- what is withheld stays withheld


def test_nobody_works_out_what_is_withheld() -> None:
    """An attacker with every published cell and sum gains nothing; more tables in `make oracle`."""
    pytest.importorskip("scipy", reason="no scipy here: the attacker is not tried")
    for seed in range(60):
        cells, primary = attack.table(seed)
        assert attack.gained(cells, primary, attack.protected(cells, primary)) == [], seed


def test_a_planted_leak_is_found() -> None:
    """One cell withheld alone is its group less the others."""
    pytest.importorskip("scipy", reason="no scipy here: the attacker is not tried")
    cells = np.array([[10.0, 20, 30], [40, 50, 60], [5, 6, 70]])
    alone = np.zeros_like(cells, bool)
    alone[2, 0] = True
    assert attack.gained(cells, alone, alone) == [(2, 0)]


def test_the_complement_of_a_withheld_answer_is_withheld(tmp_path: Path) -> None:
    """« Non » is 1 less « Oui »; and another group goes, or the whole would tell it."""
    lines = "q,g\n" + "1,a\n0,a\n" * 40 + "1,b\n0,b\n" * 50 + "1,c\n0,c\n" * 300 + "1,d\n0,d\n1,d\n"
    found = study(tmp_path, lines, breaks='["g"]')
    withheld = {(row.group, row.answer): row.reason for row in found if row.verdict == "withhold"}
    assert set(withheld) == {("d", "0"), ("d", "1"), ("a", "0"), ("a", "1")}
    assert {withheld[key] for key in (("a", "0"), ("a", "1"))} == {"complementary"}


# -- what never leaves


def test_nothing_of_one_respondent_leaves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No row, weight, identifier or verbatim of planted ones, in the table, in what is said, beside them."""
    chance = random.Random(7)  # noqa: S311 -- a sample, not a secret
    planted = [f"7.{chance.randrange(10**8):08}1" for _ in range(300)]
    lines = ["id,w,said,q,g"]
    lines += [f"ID{n:05}X,{planted[n]},VERBATIM {n},{n % 3},{n % 4}" for n in range(300)]
    apart = tmp_path / "apart"
    apart.mkdir()
    (apart / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "STUDY.toml").write_text(
        '[microdata]\npath = "apart/answers.csv"\nweight = "w"\nquestions = ["q"]\nbreaks = ["g"]\n',
        encoding="utf-8",
    )
    before = set(tmp_path.rglob("*"))
    to = tmp_path / "RATES.csv"
    assert cli.main(["rates", str(tmp_path / "STUDY.toml"), "--to", str(to)]) == 0
    told = capsys.readouterr()
    made = set(tmp_path.rglob("*")) - before
    assert made == {to}
    everything = told.out + told.err + to.read_text(encoding="utf-8")
    assert not [text for text in (*planted, "VERBATIM", "ID000") if text in everything]


def test_the_table_is_as_the_issue_says(tmp_path: Path) -> None:
    """Its columns, floats in full, no value where there is none."""
    (tmp_path / "answers.csv").write_text("q,g\n1,a\n2,b\n1,b\n", encoding="utf-8")
    toml = '[microdata]\npath = "answers.csv"\nquestions = ["q"]\nbreaks = ["g"]\n'
    (tmp_path / "STUDY.toml").write_text(toml, encoding="utf-8")
    to = tmp_path / "RATES.csv"
    assert cli.main(["rates", str(tmp_path / "STUDY.toml"), "--to", str(to)]) == 0
    found = list(csv.DictReader(io.StringIO(to.read_text(encoding="utf-8"))))
    asked = (
        "question answer break group n estimate se lower upper method beta_lower beta_upper n_effective deff "
        "df difference se_difference p_value verdict reason"
    )
    assert set(asked.split()) <= set(found[0])
    assert found[0]["estimate"] == repr(2 / 3)
    assert found[0]["difference"] == ""


@pytest.mark.skipif(not NEXT.is_file(), reason="../shared/test-data/next-study is not here")
def test_the_invented_study_is_read(tmp_path: Path) -> None:
    """Twelve questions by region and size: the shares that its crosstab prints."""
    (tmp_path / "microdata.csv").write_bytes(NEXT.read_bytes())
    head = NEXT.read_text(encoding="cp1252").splitlines()[0].split(";")
    asked = ", ".join(f'"{name}"' for name in head if name.startswith("Q"))
    toml = (
        '[microdata]\npath = "microdata.csv"\nencoding = "cp1252"\ndelimiter = ";"\ndecimal = ","\n'
        f'weight = "POIDS"\nno_answer = [99]\nquestions = [{asked}]\nbreaks = ["REGION", "TAILLE"]\n'
    )
    found = {(r.question, r.answer, r.group): r for r in rates(tmp_path, toml)}
    row = found["Q1_PARTENARIAT", "1", "84"]
    assert (row.n, round(100 * (row.estimate or 0), 1), round(row.weighted_base, 1)) == (156, 68.0, 159.7)
    assert row.significance == "above"
