import { randomUUID } from 'node:crypto';
import type { KeyEvent } from '#contracts/privacy/key.events';
import { type Aggregate, type Engine, SEAL_CLASSES, send } from '#kernel';

type Destruction = Extract<KeyEvent, { type: 'SubjectKeyDestroyed' }>;
type DestroySubjectKey = { readonly type: 'DestroySubjectKey'; readonly data: Destruction['data'] };

const keys: Aggregate<null, DestroySubjectKey, Destruction> = {
  name: 'key',
  ofTheHouse: true,
  decider: {
    initial: null,
    decide: { DestroySubjectKey: ({ data }) => [{ type: 'SubjectKeyDestroyed', data }] },
    evolve: { SubjectKeyDestroyed: () => null },
  },
  unitsOf: () => [],
};

/** Records that every key of a person was destroyed, as two of the staff decided, and destroys them (D9). */
export async function erase(engine: Engine, subject: string, [askedBy, approvedBy]: [string, string]): Promise<void> {
  const data: Destruction['data'] = { classes: [...SEAL_CLASSES], ground: 'SUBJECT_REQUEST', askedBy, approvedBy };
  const requestId = randomUUID();
  await send(engine, keys, {
    command: { type: 'DestroySubjectKey', data },
    createdId: subject,
    by: { kind: 'SYSTEM', name: 'erasure-for-specs' },
    commandId: randomUUID(),
    body: {},
    context: {},
    about: [{ subject }],
    correlationId: requestId,
    causationId: requestId,
  });
  await engine.keyring.destroy(subject, SEAL_CLASSES);
}
