import { type JsonObject, type Publication, uuidOf } from '#kernel';
import {
  CertificateIssued,
  type CaseEvent,
  type CaseEventData,
  InmateAdmittedToRehab,
  RehabCaseClosed,
  RehabCaseOpened,
  RehabCompleted,
  RehabDiscontinued,
  RehabPhaseChanged,
  RehabResumed,
  RehabSuspended,
} from '#contracts/rehabilitation/case.events';

type Published = Extract<CaseEvent, { type: (typeof events)[number]['type'] }>;
const events = [
  RehabCaseOpened,
  InmateAdmittedToRehab,
  RehabSuspended,
  RehabResumed,
  RehabPhaseChanged,
  RehabCompleted,
  RehabDiscontinued,
  RehabCaseClosed,
  CertificateIssued,
] as const;

/** How each is called, and what is told of it. */
const INPUT: {
  readonly [T in Published['type']]: readonly [name: string, ...told: (keyof CaseEventData<T> & string)[]];
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
