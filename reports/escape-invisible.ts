/** What JSON may hold as it is and a terminal or an editor acts on, or hides. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Default_Ignorable_Code_Point}\u007f-\u009f]/gu;

/** JSON text with its invisible characters as `\uXXXX`. Parses to the same value: they only occur in its strings. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, (char) =>
    Array.from({ length: char.length }, (_, index) => `\\u${hex(char.charCodeAt(index))}`).join(''),
  );
}

function hex(unit: number): string {
  return unit.toString(16).padStart(4, '0');
}
