import Table from 'cli-table3';
import pico from 'picocolors';

/** No frame at all: columns and space. */
const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A table without a frame; cells may carry colour. Lines have no trailing blanks. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], color: boolean): string {
  const colors = pico.createColors(color);
  const drawn = new Table({
    head: head.map((title) => colors.dim(title)),
    chars: NO_FRAME,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
