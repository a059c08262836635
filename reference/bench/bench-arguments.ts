import { parseArgs } from 'node:util';
import { UsageError } from '../../grader/cli/exit-code.ts';

/** What a benchmark can be asked about. */
export interface Known {
  readonly workloads: readonly string[];
  readonly contenders: readonly string[];
  /** Sizes of a workload that are taken when nothing is said; without it sizes cannot be chosen. */
  readonly sizes?: readonly number[];
  /** Slices when nothing is said, if not `DEFAULT_SLICES`. */
  readonly slices?: number;
}

/** What a benchmark was asked. */
export interface BenchArguments {
  readonly slices: number;
  /** Ascending. Empty if the benchmark has none to choose. */
  readonly sizes: readonly number[];
  /** Names of workloads and of contenders; all when empty. */
  readonly only: readonly string[];
  readonly contenders: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
}

const DEFAULT_SLICES = 21;
const FEWEST_SLICES = 3;
/** Whoever has fewer objects has nothing to compare; more do not fit into 32 bits of addresses. */
const SIZES = { least: 10, most: 10_000_000 } as const;

/** @throws {UsageError} */
export function readArguments(argv: readonly string[], known: Known): BenchArguments {
  const { values } = parse(argv);
  const slices = Number(values.slices ?? slicesOf(known));
  if (!Number.isInteger(slices) || slices < FEWEST_SLICES) {
    throw new UsageError(
      `--slices ${values.slices}`,
      `A whole number from ${FEWEST_SLICES} on: the middle of fewer tells nothing.`,
    );
  }
  if (values.sizes !== undefined && known.sizes === undefined) {
    throw new UsageError('--sizes: the workloads here have one size each', '--help lists the options.');
  }
  return {
    slices,
    sizes: values.sizes === undefined ? (known.sizes ?? []) : readSizes(values.sizes),
    only: values.only.map((name) => chosen('workload', name, known.workloads)),
    contenders: values.contender.map((name) => chosen('contender', name, known.contenders)),
    json: values.json,
    help: values.help,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        slices: { type: 'string' },
        sizes: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        contender: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), '--help lists the options.');
  }
}

/** `1e3,1e6`. */
function readSizes(text: string): readonly number[] {
  const sizes = text.split(',').map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size >= SIZES.least && size <= SIZES.most)) {
    return [...new Set(sizes)].sort((a, b) => a - b);
  }
  throw new UsageError(`--sizes ${text}`, `Whole numbers from ${SIZES.least} to ${SIZES.most}, with commas: 1e3,1e6.`);
}

function slicesOf(known: Known): number {
  return known.slices ?? DEFAULT_SLICES;
}

function chosen(what: string, name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  throw new UsageError(`no ${what} is called ${name}`, `There are: ${known.join('; ')}.`);
}

export function usage(script: string, known: Known): string {
  const sizes =
    known.sizes === undefined ? '' : `\n  --sizes N,N,…       of these sizes, default ${known.sizes.join(',')}`;
  return `npm run ${script} -- [options]

  --slices N          timed slices of each contender, default ${slicesOf(known)}${sizes}
  --only NAME         this workload only; may be repeated: ${known.workloads.join('; ')}
  --contender NAME    this contender only; may be repeated: ${known.contenders.join('; ')}
  --json              print the figures as JSON
  --help

Exit codes: 0 done, 1 done and a figure that must be equal is not, 2 wrong usage, 3 a contender failed.
`;
}
