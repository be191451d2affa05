import { randomUUID } from 'node:crypto';
import { canonical, type Draft, id, type JsonObject, keyedUnder, sha256 } from './export-for-specs.js';
import { type Changes, type Fact, recorderForSpecs, TODAY, UNIT, uuidOf } from './recorder-for-specs.js';

const CLASSES = ['health', 'identity', 'narrative', 'security'];
const PREFIXES =
  'agreement inmate key log plan policy policyrefusal rehabcase repair reservation session staff stafflogin'.split(' ');
const POLICY = 'case-notes-sessions';

const about = (subject: string, caseId?: string): JsonObject[] => [
  { subject, ...(caseId !== undefined && { caseId }), legalBasis: 'LEGAL_DUTY' },
];
const place = ({ stream, revision }: Draft): JsonObject => ({ stream, revision });

/** A small backup in which everything stands that a verifier looks at; whole, unless `changes` says otherwise. */
export function backupForSpecs(changes: Changes = {}) {
  const recorder = recorderForSpecs(changes);
  const { keyring, log, login, stream, commandId, send, cite } = recorder;
  const house = { unitId: 'BERSINAR', legalBasis: 'LEGAL_DUTY' };
  const system = (name: string) => ({ actor: { kind: 'SYSTEM', name }, source: 'SYSTEM', ...house });
  const mac = () => ({ mac: sha256(randomUUID()), macKey: keyring.key('mac:2026-11').k });

  const keys = Object.fromEntries(['command', 'login', 'lookup'].map((kind) => [kind, keyring.key(`${kind}:key`).k]));
  const started = { log, format: 2, purpose: 'REAL', prefixes: PREFIXES, keys };
  const logStream = stream('log', id('log'));
  send(logStream, { id: randomUUID() }, [{ type: 'LogStarted', data: started }], system('log'));
  send(logStream, { id: randomUUID() }, [{ type: 'PrefixesAdded', data: { prefixes: ['loghead'] } }], system('log'));
  const signed = { type: 'LogHeadSigned', data: { checkpoint: 'bersinar.invalid' } };
  send(stream('loghead', id('loghead', log)), { id: randomUUID() }, [signed], system('log-signer'));

  const registering = commandId('RegisterStaff');
  const staffStream = stream('staff', id('staff', registering));
  const staffId = uuidOf(staffStream);
  const name: Fact['seals'] = [['', 'identity', { name: 'Siti Rahayu', number: '19800101' }, 256]];
  send(staffStream, { id: registering }, [{ type: 'StaffRegistered', data: {}, seals: name }], system('bootstrap'));
  const linked = { type: 'StaffLoginLinked', data: { staffId } };
  send(stream('stafflogin', login), { id: randomUUID() }, [linked], system('bootstrap'));
  const actor = { kind: 'USER', staffId, role: 'kasubsi-pelayanan', unitId: UNIT, grantId: randomUUID() };

  const [ani, budi] = [randomUUID(), randomUUID()].sort() as [string, string];
  const registeringAni = commandId('RegisterInmate');
  const inmate = stream('inmate', id('inmate', registeringAni));
  const lookup = keyring.key('lookup:key');
  const reservation = keyedUnder(lookup.bytes, 'reservation', 'REGISTER_NUMBER', [UNIT, '2026'], 'BI/12');
  const taken = { owner: inmate, commandId: registeringAni, lookupKey: lookup.k };
  const taking = { type: 'ReservationTaken', data: taken };
  send(stream('reservation', reservation), { id: randomUUID() }, [taking], { actor, ...house });

  const person = (subject: string): Fact => ({
    type: 'InmateRegistered',
    data: { subject, sex: 'FEMALE', registeredOn: TODAY },
    seals: [
      ['', 'health', {}, 64],
      ['', 'identity', { name: 'Ani', registerNumber: 'BI/12' }, 256],
      ['', 'security', { room: 'B-3' }, 64],
    ],
  });
  const moved: Fact = {
    type: 'RoomMoved',
    data: { subject: ani, movedOn: TODAY },
    seals: [['', 'security', { room: 'B-4' }, 64]],
  };
  const ofAni = { actor, about: about(ani), on: TODAY };
  const registered = send(inmate, { id: registeringAni, ...mac() }, [person(ani), moved], ofAni);
  const row = id('command', keyedUnder(keyring.key('command:key').bytes, 'batch', login, 'ImportInmates', 'k'), 0);
  const other = `inmate-${id('inmate', row)}`;
  const imported = { about: about(budi), on: '2026-10-01', lateCode: 'DATA_MIGRATION', source: 'SDP_IMPORT' };
  send(other, { id: row, mac: sha256('row'), macKey: randomUUID() }, [person(budi)], {
    ...{ actor: { ...actor, kind: 'IMPORT' }, ...imported },
  });

  const openedIn = (caseStream: string, subject: string, inmateId: string, basis: JsonObject[]): Draft => {
    const data = { subject, inmateId, episode: 1, openedOn: TODAY, basis };
    const metadata = { actor, about: about(subject, uuidOf(caseStream)), on: TODAY };
    return send(caseStream, { id: randomUUID() }, [{ type: 'RehabCaseOpened', data }], metadata);
  };
  const caseStream = stream('rehabcase', id('rehabcase', uuidOf(inmate), 1));
  const caseId = uuidOf(caseStream);
  cite(openedIn(caseStream, ani, uuidOf(inmate), [place(registered)]), '/basis/0', registered);
  const goal = { text: 'Belajar menolak ajakan. '.repeat(12) };
  const planned = {
    type: 'RehabPlanDrafted',
    data: { subject: ani, caseId, goals: [{ goalId: randomUUID() }, { goalId: randomUUID() }] },
    seals: ['/goals/0', '/goals/1'].map((path) => [path, 'narrative', goal, 256] as const),
  };
  const inCase = { actor, about: about(ani, caseId), on: TODAY };
  send(stream('plan', id('plan', caseId)), { id: commandId('DraftPlan'), ...mac() }, [planned], inCase);

  const otherCase = `rehabcase-${id('rehabcase', uuidOf(other), 1)}`;
  const abandoned = { type: 'CommandAbandoned', data: { commandId: commandId('OpenCase') } };
  send(otherCase, { id: randomUUID() }, [abandoned], { actor, legalBasis: 'PUBLIC_TASK' });
  openedIn(otherCase, budi, uuidOf(other), []);

  const roster = [
    { subject: ani, caseId, outcome: 'ABSENT' },
    { subject: budi, caseId: uuidOf(otherCase), outcome: 'PRESENT' },
  ] as const;
  const heldWith = (lines: JsonObject[]) => ({ startsAt: `${TODAY}T00:30:00.000Z`, module: 'M1', roster: lines });
  const held = heldWith([...roster]);
  const ofBoth = { actor, about: [...about(ani, caseId), ...about(budi, uuidOf(otherCase))] };
  const morning = { on: TODAY, occurredAt: `${TODAY}T00:30:00.000Z` };
  const dayBefore = { on: '2026-11-09', occurredAt: '2026-11-09T00:30:00.000Z' };
  const linesAt = (path: string): Fact['seals'] & object => [
    [`${path}/0`, 'health', { absenceReason: 'ILL' }, 64],
    [`${path}/0`, 'narrative', { note: 'Demam' }, 256],
    [`${path}/1`, 'health', {}, 64],
  ];
  const holding = commandId('HoldSession');
  const session = stream('session', id('session', holding));
  const sessionHeld = { type: 'RehabSessionHeld', data: held, seals: linesAt('/roster') };
  const heldEvent = send(session, { id: holding, ...mac() }, [sessionHeld], { ...ofBoth, ...morning });
  const entry = { entryType: 'RehabSessionHeld', entryVersion: 1, entry: held, entryZone: 'Asia/Jakarta' };
  const entryDay = { entryOn: dayBefore.on, entryAt: dayBefore.occurredAt };
  const correction = {
    type: 'SessionEntryCorrected',
    data: { of: heldEvent.id, reasonCode: 'WRITTEN_WRONGLY', ...entry, ...entryDay },
    seals: linesAt('/entry/roster'),
  };
  const corrected = send(session, { id: randomUUID(), ...mac() }, [correction], ofBoth);

  const byPolicy = { actor: { kind: 'SYSTEM', name: POLICY }, source: 'POLICY' };
  const policyStarted = { policy: POLICY, n: 1, types: ['RehabSessionHeld'], from: 'HERE' };
  const policyStream = stream('policy', id('policy', POLICY));
  send(policyStream, { id: randomUUID() }, [{ type: 'PolicyStarted', data: policyStarted }], { ...byPolicy, ...house });
  const noted = { type: 'CaseSessionNoted', data: { sessionId: uuidOf(session) } };
  const note = (cause: Draft, occurrence: JsonObject): Draft => {
    const command = { id: id('command', cause.id, POLICY, caseId), of: { policy: POLICY, ...place(cause) } };
    const metadata = { ...byPolicy, about: about(ani, caseId), $causationId: cause.id, ...occurrence };
    return send(caseStream, command, [noted], metadata);
  };
  note(heldEvent, morning);
  note(corrected, dayBefore);
  const target = uuidOf(otherCase);
  const refusedId = id('policyrefusal', id('command', heldEvent.id, POLICY, target));
  const refused = { policy: POLICY, of: place(heldEvent), target, command: 'NoteSession', code: 'case-closed' };
  const refusing = { ...byPolicy, ...house, $causationId: heldEvent.id, ...morning };
  const refusalStream = stream('policyrefusal', refusedId);
  const refusal = { type: 'PolicyReactionRefused', data: refused };
  cite(send(refusalStream, { id: randomUUID() }, [refusal], refusing), '/of', heldEvent);

  const destroyed = { classes: CLASSES, ground: 'RETENTION_OVER', askedBy: randomUUID(), approvedBy: staffId };
  send(stream('key', budi), { id: randomUUID() }, [{ type: 'SubjectKeyDestroyed', data: destroyed }], {
    ...{ actor, about: about(budi), unitId: 'BERSINAR' },
  });
  const later = commandId('HoldLater');
  const laterSession = `session-${id('session', later)}`;
  const laterHeld: Fact = {
    type: 'RehabSessionHeld',
    data: heldWith([roster[0], { ...roster[1], gone: ['health'] }]),
    seals: [['/roster/0', 'health', {}, 64]],
  };
  const laterEvent = send(laterSession, { id: later, ...mac() }, [laterHeld], { ...ofBoth, ...morning });
  const annulment = { of: laterEvent.id, reasonCode: 'DID_NOT_HAPPEN', approvedBy: randomUUID() };
  const annulled = { type: 'SessionEntryAnnulled', data: annulment };
  send(laterSession, { id: randomUUID(), ...mac() }, [annulled], ofBoth);

  const agreement = stream('agreement', id('agreement', commandId('ProposeAgreement')));
  const propose = (title: string): Draft => {
    const proposed = { type: 'AgreementProposed', data: { title } };
    return send(agreement, { id: commandId(title), ...mac() }, [proposed], { actor, legalBasis: 'PUBLIC_TASK' });
  };
  const [, lost, next] = ['ProposeAgreement', 'Second', 'Third'].map(propose) as [Draft, Draft, Draft];
  const alien = { stream: agreement, revision: lost.revision, id: lost.id, type: lost.type };
  const gap = { stream: agreement, from: 1, to: 1, entries: [sha256(`bersinar/alien/1\n${canonical(alien)}`)] };
  const repairing = (type: string, data: JsonObject): Draft =>
    send(stream('repair', id('repair', agreement)), { id: randomUUID() }, [{ type, data }], system('repair'));
  repairing('StreamParked', { stream: agreement, revision: 1, code: 'hash' });
  const exclusion = repairing('EventsExcluded', {
    ...gap,
    reasonCode: 'BYTES_LOST',
    askedBy: randomUUID(),
    approvedBy: staffId,
  });
  recorder.before(exclusion, () => {
    if (!('lastHash' in exclusion.data)) exclusion.data.lastHash = next.metadata.prevHash ?? '';
  });
  repairing('StreamResumed', { stream: agreement, to: 1 });
  send(`load-${randomUUID()}`, { id: randomUUID() }, [{ type: 'Loaded', data: { size: 0.5 } }], {});

  for (const c of CLASSES) {
    keyring.key(`${budi}:${c}`);
    keyring.destroy(`${budi}:${c}`);
  }
  recorder.end();
  lost.data.title = 'Otherwise';
  return recorder.backup();
}
