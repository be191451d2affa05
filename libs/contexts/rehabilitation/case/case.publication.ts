import { publicationOf, uuidOf } from '#kernel';
import * as cases from '#contracts/rehabilitation/case.events';

/** How far a case has come: never why, because reasons speak of health. */
export const casePublication = publicationOf(
  'rehabilitation',
  [
    [cases.RehabCaseOpened, 'case-opened', 'openedOn', 'episode'],
    [cases.InmateAdmittedToRehab, 'admitted', 'admittedOn'], // its programme and length would tell how severe it is
    [cases.RehabSuspended, 'suspended', 'suspendedOn'],
    [cases.RehabResumed, 'resumed', 'resumedOn'],
    [cases.RehabPhaseChanged, 'phase-changed', 'phase', 'changedOn'],
    [cases.RehabCompleted, 'completed', 'completedOn', 'plannedSessions', 'attendedSessions'],
    [cases.RehabDiscontinued, 'discontinued', 'discontinuedOn'],
    [cases.RehabCaseClosed, 'closed', 'closedOn'],
    [cases.CertificateIssued, 'certificate-issued', 'issuedOn'],
  ],
  ({ stream, data }) => {
    const provider = 'provider' in data ? [data.provider.unitId] : [];
    return { data: { caseId: uuidOf(stream) }, units: 'providerUnitIds' in data ? data.providerUnitIds : provider };
  },
);
