import { parseArgs } from 'node:util';
import { UsageError } from '../../grader/cli/exit-code.ts';

/** What a benchmark was asked. */
export interface BenchArguments {
  readonly slices: number;
  /** Names of workloads and of contenders; all when empty. */
  readonly only: readonly string[];
  readonly contenders: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
}

const DEFAULT_SLICES = 21;
const FEWEST_SLICES = 3;

/** @throws {UsageError} */
export function readArguments(
  argv: readonly string[],
  known: { readonly workloads: readonly string[]; readonly contenders: readonly string[] },
): BenchArguments {
  const { values } = parse(argv);
  const slices = Number(values.slices);
  if (!Number.isInteger(slices) || slices < FEWEST_SLICES) {
    throw new UsageError(
      `--slices ${values.slices}`,
      `A whole number from ${FEWEST_SLICES} on: the middle of fewer tells nothing.`,
    );
  }
  return {
    slices,
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
        slices: { type: 'string', default: String(DEFAULT_SLICES) },
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

function chosen(what: string, name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  throw new UsageError(`no ${what} is called ${name}`, `There are: ${known.join('; ')}.`);
}

export function usage(
  script: string,
  known: { readonly workloads: readonly string[]; readonly contenders: readonly string[] },
): string {
  return `npm run ${script} -- [options]

  --slices N          timed slices of each contender, default ${DEFAULT_SLICES}
  --only NAME         this workload only; may be repeated: ${known.workloads.join('; ')}
  --contender NAME    this contender only; may be repeated: ${known.contenders.join('; ')}
  --json              print the figures as JSON
  --help

Exit codes: 0 done, 1 done and a figure that must be equal is not, 2 wrong usage, 3 a contender failed.
`;
}
