import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'destination-unknown': {
      rule: 'R-1.2',
      en: 'There is no unit {toUnitId} in the register: name the destination instead.',
    },
    'duplicate-has-open-case': {
      rule: 'R-1.4',
      en: 'The duplicate has an open case, {otherId}: end that, or merge this one into it when this one has none.',
    },
    'duplicate-merged-already': {
      rule: 'R-1.4',
      en: 'The other record was merged into that of {otherId} already: unmerge it first.',
    },
    'register-number-taken': {
      rule: 'R-1.1',
      en: 'The inmate {otherId} has this register number in this period: look at that record, or use another number.',
    },
    'person-already-registered': {
      rule: 'R-1.1',
      en: 'A person with this identity number is registered and has not left, or waits for you to accept the transfer: look in your register and among the transfers to your unit.',
    },
    'merge-not-annullable': { rule: 'R-1.4', en: 'A merge is not undone by annulling its entry: unmerge the records.' },
    'acceptance-not-annullable': {
      rule: 'R-1.7',
      en: 'A record that was taken over is not given back by annulling its entry: record another transfer.',
    },
    'no-pending-transfer': {
      rule: 'R-1.7',
      en: 'No transfer of this inmate to {unitId} waits to be accepted: have the unit that holds them record one first.',
    },
    'unknown-custody-change': {
      rule: 'R-1.3',
      en: 'This inmate has not left by the entry {changeId}: name the entry by which they have.',
    },
    'case-of-another': { rule: 'R-1.3', en: 'This inmate has no case {caseId}: name one of theirs.' },
    'change-acknowledged': {
      rule: 'R-1.3',
      en: 'Somebody has acknowledged this already with {handling}: correct that entry instead.',
    },
    'one-destination': {
      rule: 'R-1.2',
      en: 'The inmate goes to one place, and {given} given: say in toUnitId its unit, or in destination its name when it is no unit here.',
    },
    'transfer-to-own-unit': { rule: 'R-1.2', en: 'The inmate is in {unitId} already: name another unit.' },
    'unknown-duplicate': {
      rule: 'R-1.4',
      en: 'There is no inmate with the id {duplicateId}: name the record that is the duplicate.',
    },
    'merge-with-itself': {
      rule: 'R-1.4',
      en: '{duplicateId} is this record, and a record is merged with another one: name the duplicate.',
    },
    'duplicate-of-other-unit': {
      rule: 'R-1.4',
      en: 'The duplicate is in the register of {otherUnitId}, this record in that of {unitId}: merge only records of one unit.',
    },
    'merge-the-other-way': {
      rule: 'R-1.4',
      en: 'The duplicate {duplicateId} is here and this one has left: merge this one into it.',
    },
    'not-merged': {
      rule: 'R-1.4',
      en: 'The record {duplicateId} was not merged into this one, those that were are {duplicateIds}: unmerge one that was, or leave the records as they are.',
    },
    'duplicate-has-duplicates': {
      rule: 'R-1.4',
      en: 'The records {duplicateIds} were merged into the duplicate: merge those elsewhere first.',
    },
    'inmate-not-registered': { rule: 'R-1.1', en: 'Nobody is registered under this id: register the inmate first.' },
    'record-is-duplicate': {
      rule: 'R-1.4',
      en: 'This record is a duplicate of that of {otherId}, which stands for the person: record it there.',
    },
    'record-not-taken-over': {
      rule: 'R-1.7',
      en: '{unitId} keeps the record until your unit accepts the transfer: accept that first.',
    },
    'inmate-left': {
      rule: 'R-1.2',
      en: 'This inmate left the unit on {leftOn}, and nothing more happens to them here: correct an entry instead.',
    },
    'inmate-annulled': { rule: 'D12', en: 'This registration was annulled on {annulledOn}: register the inmate anew.' },
    'accepted-before-transfer': {
      rule: 'R-1.7',
      en: '{acceptedOn} is before {transferredOn}, the day of the transfer: choose a day from then on.',
    },
    'before-registration': {
      rule: 'R-1.2',
      en: '{day} is before {registeredOn}, the day of the registration: choose a day from then on.',
    },
    'fact-after-leaving': {
      rule: 'R-1.2',
      en: 'The record has a fact of {day}, after the inmate left on {leftOn}: correct that first, or choose a later day.',
    },
    'inmate-registered-already': {
      rule: 'R-1.1',
      en: 'Somebody is registered under this id, in the register of {unitId}: correct that registration, or use another id.',
    },
    'nothing-imported': { rule: 'R-1.1', en: 'The row says nothing of this inmate: give one of its facts at least.' },
    'born-in-future': {
      rule: 'R-1.1',
      en: 'The birth date is after today, {today}: give the day of birth, or leave it out.',
    },
    'malformed-identity-number': {
      rule: 'R-1.1',
      en: 'Its kind has no such identity number: write it as the paper does.',
    },
    'malformed-register-number': {
      rule: 'R-1.1',
      en: 'A register number has letters, digits, slashes and dashes only: write it so.',
    },
    'register-number-without-period': {
      rule: 'R-1.1',
      en: 'A register number and its period are said together, and {missing} is missing: give both.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
