import { refuse } from './errors.js';

interface Hearing {
  readonly heard: string[];
  readonly letPass: ReadonlySet<string>;
}

let hearing: Hearing | undefined;

/**
 * Refuses because of facts that can change after what is told was told: an agreement that no longer covers, somebody who left. `judged` is
 * what the check looked at, a day, a span, a person. While an entry is decided again, an objection that it had before does not refuse (D12).
 */
export function object(
  code: string,
  message: string,
  rule: string,
  judged: object,
  problems: readonly string[] = [],
): void {
  const key = JSON.stringify([code, problems, judged]);
  hearing?.heard.push(key);
  if (hearing?.letPass.has(key) !== true && hearing?.letPass.has(code) !== true) refuse(code, message, rule, problems);
}

/** What `decide` answers or throws while the objections, or all of a code, are let pass, and every objection that was made, in order. */
export function hear<T>(
  letPass: ReadonlySet<string> | 'ALL',
  decide: () => T,
): { readonly heard: readonly string[]; readonly outcome: () => T } {
  const outer = hearing;
  const all = { has: () => true } as unknown as ReadonlySet<string>;
  hearing = { heard: [], letPass: letPass === 'ALL' ? all : letPass };
  const { heard } = hearing;
  try {
    const value = decide();
    return { heard, outcome: () => value };
  } catch (error) {
    return {
      heard,
      outcome: () => {
        throw error;
      },
    };
  } finally {
    hearing = outer;
  }
}
