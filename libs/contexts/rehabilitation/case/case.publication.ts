import { type JsonObject, type Publication, uuidOf } from '#kernel';
import * as cases from '#contracts/rehabilitation/case.events';

type Published = Extract<cases.CaseEvent, { type: (typeof events)[number]['type'] }>;
const events = [
  cases.RehabCaseOpened,
  cases.InmateAdmittedToRehab,
  cases.RehabSuspended,
  cases.RehabResumed,
  cases.RehabPhaseChanged,
  cases.RehabCompleted,
  cases.RehabDiscontinued,
  cases.RehabCaseClosed,
  cases.CertificateIssued,
] as const;

/** How each is called, and what is told of it. */
const INPUT: {
  readonly [T in Published['type']]: readonly [name: string, ...told: (keyof cases.CaseEventData<T> & string)[]];
} = {
  RehabCaseOpened: ['case-opened', 'openedOn', 'episode'],
  InmateAdmittedToRehab: ['admitted', 'admittedOn'], // its programme and length would tell how severe it is
  RehabSuspended: ['suspended', 'suspendedOn'],
  RehabResumed: ['resumed', 'resumedOn'],
  RehabPhaseChanged: ['phase-changed', 'phase', 'changedOn'],
  RehabCompleted: ['completed', 'completedOn', 'plannedSessions', 'attendedSessions'],
  RehabDiscontinued: ['discontinued', 'discontinuedOn'],
  RehabCaseClosed: ['closed', 'closedOn'],
  CertificateIssued: ['certificate-issued', 'issuedOn'],
};

/** How far a case has come: never why, because reasons speak of health. */
export const casePublication: Publication<Published> = {
  events,
  publish: ({ stream, metadata, type, data }) => {
    const caseId = uuidOf(stream);
    const [name, ...input] = INPUT[type];
    const said = data as JsonObject;
    return {
      type: `rutan.rehabilitation.${name}.v1`,
      subject: caseId,
      data: { caseId, ...Object.fromEntries(input.map((field) => [field, said[field] ?? null])) },
      units: [...new Set([metadata.unitId, ...providersIn(data)])],
    };
  },
};

const providersIn = (data: Published['data']): readonly string[] => {
  if ('providerUnitIds' in data) return data.providerUnitIds;
  return data.provider === undefined ? [] : [data.provider.unitId];
};
