import { type JsonObject, type Publication, uuidOf } from '#kernel';
import {
  CertificateIssued,
  type CaseEvent,
  InmateAdmittedToRehab,
  RehabCaseClosed,
  RehabCaseOpened,
  RehabCompleted,
  RehabDiscontinued,
  RehabPhaseChanged,
  RehabResumed,
  RehabSuspended,
} from '#contracts/rehabilitation/case.events';

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

type Milestone = Extract<CaseEvent, { type: (typeof events)[number]['type'] }>;

/** How far a case has come: never why, because reasons speak of health. */
export const casePublication: Publication<Milestone> = {
  events,
  publish: ({ stream, metadata, ...event }) => {
    const caseId = uuidOf(stream);
    const { name, data } = told(event);
    return {
      type: `rutan.rehabilitation.${name}.v1`,
      subject: caseId,
      data: { caseId, ...data },
      units: [...new Set([metadata.unitId, ...providersOf(event)])],
    };
  },
};

function told({ type, data }: Milestone): { readonly name: string; readonly data: JsonObject } {
  switch (type) {
    case 'RehabCaseOpened':
      return { name: 'case-opened', data: { openedOn: data.openedOn, episode: data.episode } };
    case 'InmateAdmittedToRehab': // its programme and length would tell how severe it is
      return { name: 'admitted', data: { admittedOn: data.admittedOn } };
    case 'RehabSuspended':
      return { name: 'suspended', data: { suspendedOn: data.suspendedOn } };
    case 'RehabResumed':
      return { name: 'resumed', data: { resumedOn: data.resumedOn } };
    case 'RehabPhaseChanged':
      return { name: 'phase-changed', data: { phase: data.phase, changedOn: data.changedOn } };
    case 'RehabCompleted': {
      const { completedOn, plannedSessions, attendedSessions } = data;
      return { name: 'completed', data: { completedOn, plannedSessions, attendedSessions } };
    }
    case 'RehabDiscontinued':
      return { name: 'discontinued', data: { discontinuedOn: data.discontinuedOn } };
    case 'RehabCaseClosed':
      return { name: 'closed', data: { closedOn: data.closedOn } };
    case 'CertificateIssued':
      return { name: 'certificate-issued', data: { issuedOn: data.issuedOn } };
  }
}

const providersOf = ({ data }: Milestone): readonly string[] => {
  if ('providerUnitIds' in data) return data.providerUnitIds;
  return data.provider === undefined ? [] : [data.provider.unitId];
};
