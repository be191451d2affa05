interface Hearing {
  readonly heard: string[];
  readonly letPass: ReadonlySet<string>;
}

let hearing: Hearing | undefined;

/** Notes an objection, and says whether it is let pass. `judged` and `problems` tell it from others of its code. */
export function letsPass(code: string, judged: object, problems: readonly string[]): boolean {
  const key = JSON.stringify([code, problems, judged]);
  hearing?.heard.push(key);
  return hearing?.letPass.has(key) === true || hearing?.letPass.has(code) === true;
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
