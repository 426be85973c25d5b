"""Every crate in the program has a licence that deny.toml allows, and comes from the registry."""
import json
import re
import subprocess
import sys
import tomllib

allowed = set(tomllib.load(open("deny.toml", "rb"))["licenses"]["allow"])
metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
findings = []
for package in metadata["packages"]:
    name, licence, source = package["name"], package["license"] or "", package["source"]
    if name == "pamphlet":
        continue
    if source is None or not source.startswith("registry+"):
        findings.append(f"{name} comes from {source}")
    # Of alternatives one is enough; of several that hold together all are needed.
    alternatives = [part.strip("() ") for part in re.split(r"\s+OR\s+|/", licence)]
    if not any(all(word in allowed for word in re.split(r"\s+AND\s+", part)) for part in alternatives):
        findings.append(f"{name} has the licence {licence!r}")
for finding in findings:
    print(f"  licences: {finding}")
print(f"licences: {len(metadata['packages'])} crates, {len(findings)} findings")
sys.exit(1 if findings else 0)
