const LONGEST = 80;

/** A header, a parameter or an address as a refusal repeats it: on one line, and cut. Never what an event keeps sealed. */
export function repeated(sent: unknown): string {
  const characters = Array.from(typeof sent === 'string' ? sent.replace(/\p{C}/gu, '?') : '');
  if (characters.length === 0) return '-';
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : characters.join('');
}
