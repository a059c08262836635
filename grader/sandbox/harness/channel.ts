import type { Host } from './host.ts';

/** Descriptor of the file that is the channel to the trusted process: it reads nothing else, and nothing else is written. */
const CHANNEL = 3;
/** Beyond this, text is sent even if nobody asked for it. In UTF-16 units. */
const BUFFERED = 1 << 16;

/** Lines to the trusted process. Each carries the run's nonce, which is known in this closure alone. */
export interface Channel {
  /** Puts a line aside. `text` holds no line break. */
  put(kind: string, text?: string): void;
  /** Sends what was put aside: it counts, whatever happens to this process afterwards. */
  flush(): void;
}

export function openChannel({ fs }: Host, nonce: string): Channel {
  const { writeSync } = fs;
  const { from } = Buffer;
  let buffer = '';
  const flush = () => {
    const text = buffer;
    buffer = '';
    if (text === '') return;
    const bytes = from(text);
    for (let sent = 0; sent < bytes.length; ) sent += writeSync(CHANNEL, bytes, sent);
  };
  return {
    put(kind, text = '') {
      buffer += `${nonce}${kind}${text}\n`;
      if (buffer.length > BUFFERED) flush();
    },
    flush,
  };
}

/** Where the process is, told in passing: nobody wakes up for it. */
export interface Progress {
  tell(scenario: number, step: number): void;
}

export function openProgress({ fs }: Host): Progress {
  const { writeSync } = fs;
  const where = new Uint32Array(2);
  return {
    tell(scenario, step) {
      // The channel's file begins with it; a scenario is counted from 1, because 0 is what nobody told.
      where[0] = scenario + 1;
      where[1] = step;
      writeSync(CHANNEL, where, 0, 8, 0);
    },
  };
}
