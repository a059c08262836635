import { scenarios } from '../../exercises/06-init-subclass/scenarios.ts';
import type { Step } from '../../exercises/06-init-subclass/steps.ts';
import { Random } from '../random.ts';
import { generate } from './generate.ts';

/**
 * Prints the scenarios that `reference/conformance/record/checked.py` records: the public ones or generated ones.
 *
 *     npx esbuild solutions/06-init-subclass/print-scenarios.ts --bundle --platform=node --format=esm --outfile=dist/print.mjs
 *     node dist/print.mjs named  | python3 checked.py scenarios | gzip -n9 > named-3.11.7.json.gz
 *     node dist/print.mjs random | python3 checked.py scenarios | gzip -n9 > random-3.11.7.json.gz
 */
const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);
const CONCEPTS = ['any-value', 'any-keywords', 'any-hierarchy', 'any-program'];

const printed: { readonly id: string; readonly steps: readonly Step[] }[] =
  process.argv[2] === 'named'
    ? scenarios.map(({ id, steps }) => ({ id, steps }))
    : SEEDS.flatMap((seed) =>
        CONCEPTS.flatMap((concept) =>
          generate(concept, new Random(seed)).map(({ id, steps }) => ({ id: `${id}-seed-${seed}`, steps })),
        ),
      );
process.stdout.write(JSON.stringify(printed));
