"""Puts recorded scenarios, a line each, into one recording of the format `gc/1`."""
import json
import platform
import sys

print(f'{{"format": "gc/1",\n"python": "{platform.python_version()}",\n"scenarios": [')
scenarios = [json.loads(line) for line in sys.stdin]
for number, scenario in enumerate(scenarios):
    for step in scenario["steps"]:
        if step["expect"] == {}:
            del step["expect"]
    print(json.dumps(scenario, separators=(",", ":")) + ("," if number + 1 < len(scenarios) else ""))
print("]}")
