import { mustHaveHappened, staffOf } from '#kernel';
import { decideClarifications } from './directive.clarifications.js';
import { decideEnds } from './directive.end.js';
import * as record from './directive.record.js';
import { refuse } from './directive.refusals.js';

type Correcting = 'CorrectDirectiveEntry' | 'AnnulDirectiveEntry';

export const rules: Omit<record.DirectiveDecider['decide'], Correcting> = {
  DraftDirective: ({ data }, { now }) => {
    if (now.status === 'annulled') return record.refuseAnnulled(now);
    if (now.status !== 'absent') refuse('directive-already-drafted', { number: now.number });
    return [{ type: 'DirectiveDrafted', data }];
  },

  IssueDirective: ({ data, by, today }, { now }) => {
    const draft = record.drafted(now);
    record.mustBeIssuer(draft, by);
    mustHaveHappened(data.issuedOn, today);
    record.mustHold({ ...draft, status: 'issued', ...data, acknowledgements: [], questions: [], followUpIds: [] });
    const { number, issuingUnitId, addressees } = draft;
    const deadline = record.dueAtEndOf(draft, data.acknowledgeBy);
    const said = { number, issuingUnitId, addressees, ...data, deadline, issuedBy: staffOf(by) };
    return [{ type: 'DirectiveIssued', data: said }];
  },

  AcknowledgeDirective: ({ data, today, is }, { now }) => {
    const directive = record.issued(now);
    const { staffId } = directive.addressees.find((addressee) => is(addressee.staffId)) ?? refuseUnaddressed(directive);
    const { acknowledgements } = directive;
    if (acknowledgements.some((one) => is(one.staffId))) return [];
    mustHaveHappened(data.acknowledgedOn, today);
    record.mustHold({ ...directive, acknowledgements: [...acknowledgements, { staffId, ...data }] });
    return [{ type: 'DirectiveAcknowledged', data: { acknowledgedBy: staffId, ...data } }];
  },

  RecordDirectiveFollowUp: ({ data, by }, { now }) => {
    if (record.issued(now).followUpIds.includes(data.followUpId)) {
      refuse('follow-up-repeated', { followUpId: data.followUpId });
    }
    return [{ type: 'DirectiveFollowUpRecorded', data: { ...data, recordedBy: staffOf(by) } }];
  },

  ...decideClarifications,
  ...decideEnds,
};

const refuseUnaddressed = ({ addressees }: Pick<record.Issued, 'addressees'>): never =>
  refuse('not-addressed', { addressees: addressees.map(({ staffId, unitId }) => `${staffId} of ${unitId}`) });
