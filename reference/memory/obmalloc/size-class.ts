import { SMALL_REQUEST_THRESHOLD } from '../../../exercises/kit/obmalloc-layout.ts';
import type { Profile } from './profile.ts';

/**
 * Requests are rounded up to size classes, so that a freed block fits every later request of its class.
 *
 *     request    1…8   9…16   17…24   …   505…512        (alignment 8)
 *     class        0      1       2   …        63
 *     block        8     16      24   …       512 bytes
 *
 * Source: CPython, Objects/obmalloc.c, `INDEX2SIZE`, `ALIGNMENT_SHIFT`, `NB_SMALL_SIZE_CLASSES`.
 */
export class SizeClasses {
  /** CPython: `ALIGNMENT_SHIFT`. */
  readonly shift: 3 | 4;
  /** CPython: `NB_SMALL_SIZE_CLASSES`. */
  readonly count: number;

  constructor(profile: Profile) {
    this.shift = profile.alignment === 8 ? 3 : 4;
    this.count = SMALL_REQUEST_THRESHOLD / profile.alignment;
  }

  /** Class of a request of 1 to SMALL_REQUEST_THRESHOLD bytes. */
  indexOf(nbytes: number): number {
    return (nbytes - 1) >>> this.shift;
  }

  /** Bytes in one block of the class. CPython: `INDEX2SIZE`. */
  blockSize(szidx: number): number {
    return (szidx + 1) << this.shift;
  }
}
