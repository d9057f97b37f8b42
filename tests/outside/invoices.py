#!/usr/bin/env python3
"""Judges the XML of invoices by the published rules: the schemas of UBL, the Schematron of EN 16931 and of XRechnung.

    INVOICE_SAMPLES=<folder> ./karum test -p invoice render     writes the documents
    tests/outside/invoices.py <folder> --rules <folder>         judges them

The folder of rules has, as far as wanted, the published
    EN16931-UBL-validation.xslt     github.com/ConnectingEurope/eInvoicing-EN16931, below ubl/xslt
    XRechnung-UBL-validation.xsl    github.com/itplr-kosit/xrechnung-schematron, in its releases
    xsd/maindoc/UBL-*-2.1.xsd       docs.oasis-open.org/ubl/UBL-2.1.zip
Needs saxonche and lxml of requirements.txt.
"""

import argparse
import pathlib
import sys

from lxml import etree
from saxonche import PySaxonProcessor

SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}
XRECHNUNG = "urn:xeinkauf.de:kosit:xrechnung"


def schemas(rules):
    """The schema of each root element; none when there are no schemas."""
    found = {}
    for root in ["Invoice", "CreditNote"]:
        file = rules / "xsd" / "maindoc" / f"UBL-{root}-2.1.xsd"
        if file.exists():
            found[root] = etree.XMLSchema(etree.parse(str(file)))
    return found


def by_schema(document, known):
    root = etree.QName(document.getroot()).localname
    if root not in known or known[root].validate(document):
        return []
    return [f"UBL: {error.message}" for error in known[root].error_log]


def by_rules(name, compiled, file):
    report = etree.fromstring(compiled.transform_to_string(source_file=str(file)).encode())
    fired = len(report.findall(".//svrl:fired-rule", SVRL))
    if fired == 0:
        return [f"{name}: no rule applied"]
    failed = report.findall(".//svrl:failed-assert", SVRL)
    text = lambda it: " ".join("".join(it.itertext()).split())
    return [f"{name}: {it.get('flag') or 'error'} {it.get('id')}: {text(it)}" for it in failed]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=pathlib.Path)
    parser.add_argument("--rules", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    known = schemas(arguments.rules)
    wrong = 0
    with PySaxonProcessor(license=False) as saxon:
        judges = {}
        for name, file in [
            ("EN 16931", "EN16931-UBL-validation.xslt"),
            ("XRechnung", "XRechnung-UBL-validation.xsl"),
        ]:
            if (arguments.rules / file).exists():
                xslt = saxon.new_xslt30_processor()
                judges[name] = xslt.compile_stylesheet(stylesheet_file=str(arguments.rules / file))
        if not judges or not known:
            print(f"judged without: {'' if known else 'schemas '}{'' if judges else 'rules'}")
        files = sorted(arguments.samples.glob("*.xml"))
        for file in files:
            document = etree.parse(str(file))
            problems = by_schema(document, known)
            for name, compiled in judges.items():
                if name != "XRechnung" or XRECHNUNG in file.read_text():
                    problems += by_rules(name, compiled, file)
            errors = [problem for problem in problems if ": warning " not in problem and ": information " not in problem]
            wrong += bool(errors)
            print(f"{file.name}: {'wrong' if errors else 'right'}", *problems, sep="\n  ")
    print(f"{len(files)} documents, {wrong} wrong; by {', '.join([*judges, *known])}")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
