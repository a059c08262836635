import { describe, expect, it } from 'vitest';
import { inlineScript } from './inline-script.ts';

describe('inlineScript', () => {
  it.each(['x = "</script>"', 'x = "</SCRIPT >"', 'if (a <!--b) c()'])('refuses %j', (text) => {
    expect(() => inlineScript(text)).toThrow(RangeError);
  });
  it('names the script by its hash', () => {
    // echo -n "alert('Hello, world.');" | openssl sha256 -binary | openssl base64, as the CSP standard has it
    const { source } = inlineScript("alert('Hello, world.');");
    expect(source).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
  });
});
