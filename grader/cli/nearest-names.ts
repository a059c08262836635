/** Names that a person may have meant, nearest first. */
export function nearestNames(wanted: string, names: readonly string[], most = 5): readonly string[] {
  return names
    .map((name) => ({ name, distance: distance(wanted, name) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** How many letters differ, less so where one contains the other. Levenshtein. */
function distance(wanted: string, name: string): number {
  if (wanted !== '' && name.includes(wanted)) return 0.01 * name.length;
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...wanted].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= name.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (name[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[name.length] ?? 0;
}
