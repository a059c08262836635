import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { render } from './render.ts';

const TEMPLATES = new URL('templates/', import.meta.url);

describe('render', () => {
  it('escapes what a student wrote', () => {
    expect(render('{{actual}}', { actual: `<b a="1" c='2'>&` })).toBe(
      '&lt;b a&#x3D;&quot;1&quot; c&#x3D;&#x27;2&#x27;&gt;&amp;',
    );
  });
  it('throws on a field that the view model lacks', () => {
    expect(() => render('{{missing}}', {})).toThrow(/missing/);
    expect(() => render('{{> finding}}', { title: '', place: null, detail: '', open: true })).toThrow(/message/);
  });
  it('keeps the indentation of text in a partial', () => {
    const view = { title: '', place: null, message: '', detail: 'a\n  b', open: true };
    expect(render('<ol>\n    {{> finding}}\n</ol>', view)).toContain('>a\n  b</pre>');
  });
  it('does not let a view model reach a prototype', () => {
    expect(() => render('{{constructor.name}}', {})).toThrow();
  });
});

describe.each(readdirSync(TEMPLATES).filter((file) => file.endsWith('.hbs')))('%s', (file) => {
  const template = readFileSync(new URL(file, TEMPLATES), 'utf8');
  it('escapes everything: no triple braces, no ampersand', () => {
    expect(template).not.toMatch(/\{\{\{|\{\{~?&/);
  });
  it('holds no script, no handler and no address outside the report', () => {
    expect(template).not.toMatch(/<script|\son\w+=|javascript:|https?:|url\(|@import/i);
  });
  it('puts every value into text or a quoted attribute', () => {
    expect(template.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/=\{\{/);
  });
});
