import { writeSync } from 'node:fs';
import { startupSnapshot } from 'node:v8';
import { prepare, serve } from './serve.ts';
import { openRequest, rulesOfManifests } from './trusted-sources.ts';

/**
 * Entry of the snapshot that the process which analyses starts from: TypeScript is loaded, the standard library, the
 * kit and the contracts are parsed and bound. Prints the paths of what went into it.
 */
const request = openRequest(rulesOfManifests());
const prepared = prepare(request);
startupSnapshot.setDeserializeMainFunction(() => serve(prepared));
writeSync(1, JSON.stringify(Object.keys(request.sources)));
