'use strict';
// Runs in the sandbox, before anything else. Loads the harness, with V8's code cache if it fits, and starts it on a
// fresh stack: no frame, and so no path, of this file is seen from the harness on.
const fs = require('node:fs');
const vm = require('node:vm');

const [, , script, cache, mode] = process.argv;
const source = fs.readFileSync(script, 'utf8');
let cachedData;
try {
  if (mode !== 'make-cache') cachedData = fs.readFileSync(cache);
} catch {
  // There is none yet: slower, and the same otherwise.
}
// The cache holds every function, and not only those that an empty job calls: compiled with a flag that the cache must
// not depend on, and which is taken back.
const flags = mode === 'make-cache' ? require('node:v8').setFlagsFromString : () => {};
flags('--no-lazy');
const harness = new vm.Script(source, { filename: 'harness.js', cachedData });
flags('--lazy');
const exit = process.reallyExit.bind(process, 0);
const host = {
  fs,
  vm,
  process,
  exit,
  /** Evaluates the script anew: each time a copy of everything in it. */
  evaluate() {
    let api;
    harness.runInThisContext()((given) => {
      api = given;
    });
    return api;
  },
};
if (mode === 'make-cache') {
  host.exit = () => {
    const data = harness.createCachedData();
    for (let at = 0; at < data.length; ) at += fs.writeSync(3, data, at);
    exit();
  };
}
const api = host.evaluate();
// Bound, because a bound function is no frame.
queueMicrotask(api.start.bind(api, host));
