import { z } from 'zod';
import type { MeasureReport } from '../sandbox/harness/measure-job.ts';

const nanoseconds = z.number().nonnegative();
const samples = z.array(nanoseconds).min(1).max(1000);
const answers = z.array(z.strictObject({ slices: z.int().nonnegative(), digest: z.string().length(16) })).max(100);

const report: z.ZodType<MeasureReport> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('counted'),
    figures: z.array(z.record(z.string().max(100), z.number())).length(2),
    answers,
  }),
  z.strictObject({ kind: z.literal('growth'), costs: z.array(samples).min(1).max(100), answers }),
  z.strictObject({ kind: z.literal('timed'), alone: samples, reference: samples, student: samples, answers }),
  z.strictObject({ kind: z.literal('threw'), what: z.string().max(500) }),
]);

/** What a process sent, as reports; `null` if it is none: they come from where student code runs. */
export function parseReports(sent: unknown): readonly MeasureReport[] | null {
  return z.array(report).safeParse(sent).data ?? null;
}
