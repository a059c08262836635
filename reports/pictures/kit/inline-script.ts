import { createHash } from 'node:crypto';

/** What would end a script element, or make the browser read past its end. */
const ENDS_SCRIPT = /<\/script|<!--/i;

/** A script as a page carries it: its text, and what a Content-Security-Policy must allow for it to run. */
export interface InlineScript {
  readonly text: string;
  /** `'sha256-…'` with its quotes: the policy then allows this script and no other. */
  readonly source: string;
}

/**
 * A bundled script that is safe to stand in a page as it is.
 *
 * @throws {RangeError} if the text would end its own element. The bundler writes such texts in another way.
 */
export function inlineScript(text: string): InlineScript {
  const ending = ENDS_SCRIPT.exec(text);
  if (ending !== null) throw new RangeError(`a script with ${ending[0]} at ${ending.index} cannot stand in a page`);
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
