/** A side is ahead for good once it leads by this many processes. */
export const LEAD = 3;
/** Ratios within this factor of the limit vote for neither side: one process in 400 is off by more. */
export const MARGIN = 1.1;
/** A ratio this far under the limit is enough on its own: only a pass can come of one process. */
export const CLEAR = 1.25;
/** After this many processes without a lead there is no verdict. */
export const MOST_PROCESSES = 9;

export type LeadVerdict = 'within' | 'beyond' | 'inconclusive';

/**
 * What the ratios of successive fresh processes say about a limit, or `null` while another process is wanted.
 *
 * - `beyond` (which costs points) only when the processes over the limit by more than the margin lead by three.
 * - `within` when those under it lead by three, or the first one is clearly under it.
 * - `inconclusive` when no lead is within reach of the budget any more.
 *
 * Noise costs no points: with one process in 400 wrong by more than the margin, a lead of three is wrong about once
 * in a million.
 */
export function judgeLead(ratios: readonly number[], limit: number): LeadVerdict | null {
  let lead = 0;
  for (const [index, ratio] of ratios.entries()) {
    if (index === 0 && ratio * CLEAR <= limit) return 'within';
    lead += voteOf(ratio, limit);
    if (lead >= LEAD) return 'within';
    if (lead <= -LEAD) return 'beyond';
  }
  const left = MOST_PROCESSES - ratios.length;
  return Math.abs(lead) + left < LEAD ? 'inconclusive' : null;
}

/** 1 for a ratio under the limit, -1 for one over it, 0 for one that is too near to tell. */
function voteOf(ratio: number, limit: number): -1 | 0 | 1 {
  if (ratio * MARGIN <= limit) return 1;
  return ratio >= limit * MARGIN ? -1 : 0;
}
