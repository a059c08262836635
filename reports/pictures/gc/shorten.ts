/** Cut to so many characters, the last one then an ellipsis. */
export function shorten(text: string, room: number): string {
  return text.length <= room
    ? text
    : `${Array.from(text)
        .slice(0, room - 1)
        .join('')}…`;
}
