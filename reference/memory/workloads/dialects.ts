/** A line of a `.rep` file's header, in words. `ids`: one more than the greatest. `peak`: of the payload, in bytes. */
export type HeaderField = 'heap size' | 'ids' | 'operations' | 'weight' | 'ignore-ranges flag' | 'peak';

/** How one course writes the traces of its malloc lab. Ids count from 0 in all of them. */
export interface Dialect {
  /** Whose it is, and what tells it from the others. */
  readonly description: string;
  /** The header's lines, from the top. */
  readonly header: readonly HeaderField[];
  /** Greatest value of a field that is a code. */
  readonly limits: Readonly<Partial<Record<HeaderField, number>>>;
  /** Whether `r` may occur: `realloc`. */
  readonly realloc: boolean;
  /** Whether `r ID 0` is `free`, as in C's library. Otherwise the block stays, with 0 bytes. */
  readonly reallocToZeroFrees: boolean;
  /** How `free(NULL)` is written: `f -1`, or `f` of an id that is dead. `null`: it cannot be. */
  readonly freeOfNull: '-1' | 'dead id' | null;
  /** Whether the driver stops at the number of operations in the header, whatever follows. */
  readonly stopsAtCount: boolean;
  /** Whether lines may begin with `#`, and then say nothing. */
  readonly comments: boolean;
}

/**
 * The dialects that courses use, as their drivers read them. Which one a file is in cannot be told from the file: all
 * four lines of three of these headers are plain numbers.
 */
export const DIALECTS = {
  csapp: {
    description:
      'CS:APP, as handed out since 2002 and in most courses after it (mdriver.c, read_trace): heap size and weight are unused',
    header: ['heap size', 'ids', 'operations', 'weight'],
    limits: {},
    realloc: true,
    reallocToZeroFrees: false,
    freeOfNull: null,
    stopsAtCount: false,
    comments: false,
  },
  'cmu-ranges': {
    description:
      "Carnegie Mellon's own course before 2016 (Autolab mdriver.c): the weight first, a flag last; f -1 frees NULL",
    header: ['weight', 'ids', 'operations', 'ignore-ranges flag'],
    limits: { weight: 3, 'ignore-ranges flag': 1 },
    realloc: true,
    reallocToZeroFrees: true,
    freeOfNull: '-1',
    stopsAtCount: true,
    comments: false,
  },
  'cmu-peak': {
    description:
      "Carnegie Mellon's own course from 2016 on (traces/README, tracefile.c): the weight first, the peak payload last",
    header: ['weight', 'ids', 'operations', 'peak'],
    limits: { weight: 3 },
    realloc: true,
    reallocToZeroFrees: true,
    freeOfNull: null,
    stopsAtCount: false,
    comments: false,
  },
  'ut-429': {
    description: 'University of Texas, C S 429, MM-lab (support.c, read_trace): ids and operations only, no realloc',
    header: ['ids', 'operations'],
    limits: {},
    realloc: false,
    reallocToZeroFrees: false,
    freeOfNull: null,
    stopsAtCount: false,
    comments: false,
  },
  'stanford-107': {
    description: "Stanford, CS107, the heap allocator's .script files (test_harness.c): no header, # begins a comment",
    header: [],
    limits: {},
    realloc: true,
    reallocToZeroFrees: true,
    freeOfNull: 'dead id',
    stopsAtCount: false,
    comments: true,
  },
} as const satisfies Readonly<Record<string, Dialect>>;

export type DialectName = keyof typeof DIALECTS;

export const DIALECT_NAMES = Object.keys(DIALECTS) as readonly DialectName[];
