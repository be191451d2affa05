import { isDeepStrictEqual } from 'node:util';

/** Tells what happens as a timeline and keeps count of what was expected. */
export class Narrator {
  private held = 0;
  private readonly broken: string[] = [];

  constructor(private readonly print: (line: string) => void) {}

  chapter(title: string): void {
    this.print('');
    this.print(title);
    this.print('─'.repeat(title.length));
  }

  /** One line of the timeline: what happened when, by the clock of the story. */
  happens(when: string, what: string): void {
    this.print(`  ${when.padEnd(18)}${what}`);
  }

  /** One named expectation: what is must be what was wanted. */
  expect(name: string, is: unknown, wanted: unknown): void {
    if (isDeepStrictEqual(is, wanted)) {
      this.held += 1;
      this.print(`  ${''.padEnd(18)}✓ ${name}`);
      return;
    }
    this.broken.push(name);
    this.print(`  ${''.padEnd(18)}✗ ${name}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
  }

  /** Says how the story went, and answers the exit code: 0 when every expectation held, else 1. */
  conclude(): 0 | 1 {
    this.print('');
    for (const name of this.broken) this.print(`Broken: ${name}`);
    this.print(`${this.held} expectations held, ${this.broken.length} did not.`);
    return this.broken.length === 0 && this.held > 0 ? 0 : 1;
  }

  get total(): number {
    return this.held + this.broken.length;
  }
}
