#!/usr/bin/env python3
"""Make the bundled extract from a folder of the publishers' own files.

    python3 data/extract/make.py FOLDER

FOLDER is searched with its subfolders for the files that are named below, each as published or gzipped. The extract is
written beside this script. Rows and columns are left out; no cell that stays is changed, and bytes stay as published (the
text is handled as Latin-1, which maps every byte to itself). The same input gives the same bytes.

Needs Python 3.11 or newer, nothing else. See data/README.md for what is kept and why.
"""

import argparse
import csv
import gzip
import io
import pathlib
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "catalogue" / "indicators.toml"

AUTHORITY = "883"
# Its statistical neighbours of April 2021 and of May 2025.
NEIGHBOURS = {"303", "311", "332", "822", "826", "866", "874", "882", "887", "894", "925", "935", "940", "941"}

LAIT = ["2024-11-25", "2025-04-07", "2025-07-22", "2025-10-27", "2025-12-02", "2025-12-22", "2026-04-08"]
GIAS = ["edubasealldata20250115.csv", "edubasealldata20250718.csv"]
# Columns with people's names: Sextant has no use for them.
PEOPLE = ("Head", "PropsName")

csv.field_size_limit(1 << 24)


class Folder:
    """The publications, found by name."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def bytes(self, name):
        """The content of a file, unzipped."""
        for candidate in sorted([*self.path.rglob(name), *self.path.rglob(name + ".gz")]):
            data = candidate.read_bytes()
            return gzip.decompress(data) if candidate.suffix == ".gz" else data
        sys.exit(f"{name} is not in {self.path}: put the publisher's file there, gzipped or not")

    def table(self, name):
        """The header and the rows."""
        rows = csv.reader(io.StringIO(self.bytes(name).decode("latin-1"), newline=""))
        return next(rows), list(rows)


def write(name, header, rows, quote=csv.QUOTE_MINIMAL, end="\r\n"):
    """Writes a gzipped table; no time stamp inside, so that the bytes depend on the content only."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quote, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    put(name, text.getvalue().encode("latin-1"))
    print(f"{name}: {len(rows)} rows")


def put(name, data):
    """Writes gzipped bytes."""
    with open(HERE / name, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)


def without(header, rows, unwanted):
    """Leaves out the columns whose name starts with one of `unwanted`."""
    keep = [i for i, name in enumerate(header) if not name.startswith(unwanted)]
    return [header[i] for i in keep], [[row[i] for i in keep if i < len(row)] for row in rows]


def lait(folder):
    """Every edition, all places and periods, the measures that the catalogue uses."""
    catalogue = tomllib.loads(CATALOGUE.read_text())
    wanted = {s["lait"] for i in catalogue["indicator"] for s in i["supply"] if "lait" in s}
    for date in LAIT:
        header, rows = folder.table(f"lait_{date}.csv")
        measure = header.index("Short Desc")
        write(f"lait_{date}.csv.gz", header, [r for r in rows if r[measure] in wanted], end="\n")
    header, rows = folder.table("lait_data_dictionary.csv")
    write("lait_data_dictionary_2026-04-08.csv.gz", header, rows)
    blank(header, rows, "Last Update")
    blank(header, rows, "Next Update")
    write("lait_data_dictionary_without_dates.csv.gz", header, rows)


def blank(header, rows, start):
    """Empties the column whose name starts with `start`."""
    column = next(i for i, name in enumerate(header) if name.startswith(start))
    for row in rows:
        row[column] = ""


def gias(folder):
    """The register of schools; returns the school and the trust numbers that were kept."""
    tables = [(name, *folder.table(name)) for name in GIAS]
    trusts, urns = set(), set()
    for _, header, rows in tables:
        la, trust = header.index("LA (code)"), header.index("Trusts (code)")
        trusts |= {r[trust] for r in rows if r[la] == AUTHORITY} - {""}
    for _, header, rows in tables:
        la, trust, status, urn = map(header.index, ("LA (code)", "Trusts (code)", "EstablishmentStatus (name)", "URN"))
        urns |= {
            r[urn]
            for r in rows
            if r[la] == AUTHORITY or r[trust] in trusts or (r[la] in NEIGHBOURS and r[status].startswith("Open"))
        }
    shown = set()
    for name, header, rows in tables:
        urn, trust = header.index("URN"), header.index("Trusts (code)")
        kept = [r for r in rows if r[urn] in urns]
        shown |= {r[trust] for r in kept} - {""}
        write(name + ".gz", *without(header, kept, PEOPLE), quote=csv.QUOTE_ALL)
    return urns, shown, trusts


def groups_and_links(folder, urns, shown, trusts):
    """Trusts, their members and the lineage of the schools that were kept; returns the numbers of their predecessors."""
    header, rows = folder.table("allgroupsdata20250718.csv")
    uid = header.index("Group UID")
    write("allgroupsdata20250718.csv.gz", *without(header, [r for r in rows if r[uid] in shown], PEOPLE), csv.QUOTE_ALL)

    name = "grouplinks_edubaseallacademiesandfree20240329.csv"
    header, rows = folder.table(name)
    urn, uid, la = map(header.index, ("URN", "Linked UID", "LA (code)"))
    kept = [r for r in rows if r[la] == AUTHORITY or r[uid] in trusts]
    write(name + ".gz", header, kept, csv.QUOTE_ALL)

    name = "links_edubasealldata20250718.csv"
    header, rows = folder.table(name)
    urn, link = header.index("URN"), header.index("LinkURN")
    kept = [r for r in rows if r[urn] in urns or r[link] in urns]
    write(name + ".gz", header, kept, csv.QUOTE_ALL)
    return {r[i] for r in kept for i in (urn, link)}


def ofsted(folder, urns):
    """Inspections of the schools that were kept and of those they came from."""
    for name in (
        "Management_information_-_schools_-_28_February_2015.provider-level.csv",
        "england_ofsted-schools_as_at_31_July_2018.csv",
    ):
        header, rows = folder.table(name)
        urn = header.index("URN")
        write(name + ".gz", header, [r for r in rows if len(r) > urn and r[urn] in urns])


def tidy(folder):
    """Explore Education Statistics: whole, or without the schools and districts of other authorities."""
    whole = ("sen2_timeliness_20_week", "absence_by_term", "UD_NEETNK_LA_dashboard_2023_final", "scorecard_data_2025_2023")
    for name in (stem + ".csv" for stem in whole):
        put(name + ".gz", folder.bytes(name))
        print(f"{name}.gz: whole")
    name = "exclusions_by_geographic_level.csv"
    header, rows = folder.table(name)
    level, la = header.index("geographic_level"), header.index("old_la_code")
    write(name + ".gz", header, [r for r in rows if r[level] != "School" or r[la] == AUTHORITY])
    name = "1_eyfsp_headline_measures_2022.csv"
    header, rows = folder.table(name)
    level = header.index("geographic_level")
    wanted = ("National", "Regional", "Local authority")
    write(name + ".gz", header, [r for r in rows if r[level] in wanted], end="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="where the publishers' files are; searched with its subfolders")
    folder = Folder(parser.parse_args().folder)
    lait(folder)
    for name in ("sn_april_2021.xlsx", "sn_may_2025.xlsx"):
        (HERE / name).write_bytes(folder.bytes(name))
    urns, shown, trusts = gias(folder)
    lineage = groups_and_links(folder, urns, shown, trusts)
    ofsted(folder, urns | lineage)
    tidy(folder)
    size = sum(f.stat().st_size for f in HERE.iterdir())
    print(f"{size / 1e6:.2f} MB in {HERE}")


if __name__ == "__main__":
    main()
