/** An event as exported, whatever it turns out to be. */
export interface ExportedEvent {
  stream: string;
  revision: number;
  id: string;
  type: string;
  data: unknown;
  metadata: unknown;
}

/** What does not hold: at an event, or of a key document; `at` says which member, or which object of the data. */
export interface Broken {
  readonly error: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly key?: string;
  readonly at?: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly errors: readonly Broken[];
}

export function verify(backup: {
  readonly events: readonly ExportedEvent[];
  readonly keys: readonly object[];
  readonly kek: string;
}): Verification;
