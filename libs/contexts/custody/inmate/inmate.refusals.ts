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
      en: 'The duplicate has an open case: end that, or merge the other record into this one.',
    },
    'duplicate-merged-already': { rule: 'R-1.4', en: 'The other record is a duplicate already: unmerge it first.' },
    'register-number-taken': { rule: 'R-1.1', en: 'Another inmate has this register number in this period.' },
    'person-already-registered': {
      rule: 'R-1.1',
      en: 'A person with this identity number is registered and has not left, or waits for you to accept the transfer.',
    },
    'merge-not-annullable': { rule: 'R-1.4', en: 'A merge is undone by unmerging, not by annulling its entry.' },
    'acceptance-not-annullable': {
      rule: 'R-1.7',
      en: 'A record that was taken over is given back by another transfer.',
    },
    'no-pending-transfer': { rule: 'R-1.7', en: 'No transfer of this inmate to your unit waits to be accepted.' },
    'unknown-custody-change': { rule: 'R-1.3', en: 'This inmate has not left by an entry with that id.' },
    'case-of-another': { rule: 'R-1.3', en: 'This inmate has no case with that id.' },
    'change-acknowledged': { rule: 'R-1.3', en: 'Somebody has acknowledged this already, with another handling.' },
    'one-destination': {
      rule: 'R-1.2',
      en: 'Say the unit that the inmate goes to, or, when it is no unit here, its name.',
    },
    'transfer-to-own-unit': { rule: 'R-1.2', en: 'An inmate is transferred to another unit.' },
    'unknown-duplicate': { rule: 'R-1.4', en: 'There is no inmate with the id of the duplicate.' },
    'merge-with-itself': { rule: 'R-1.4', en: 'A record is merged with another one, not with itself.' },
    'duplicate-of-other-unit': { rule: 'R-1.4', en: 'Only records of one unit are merged.' },
    'merge-the-other-way': {
      rule: 'R-1.4',
      en: 'The duplicate is here and this one has left: merge this one into it.',
    },
    'not-merged': { rule: 'R-1.4', en: 'The other record was not merged into this one.' },
    'duplicate-has-duplicates': {
      rule: 'R-1.4',
      en: 'Other records were merged into this one: merge those elsewhere first.',
    },
    'inmate-not-registered': { rule: 'R-1.1', en: 'Nobody is registered under this id.' },
    'record-is-duplicate': {
      rule: 'R-1.4',
      en: 'This record is a duplicate: tell it to the record that stands for the person.',
    },
    'record-not-taken-over': {
      rule: 'R-1.7',
      en: 'Accept the transfer first: until then the other unit keeps the record.',
    },
    'inmate-left': { rule: 'R-1.2', en: 'This inmate has left the unit: nothing more happens to them here.' },
    'inmate-annulled': { rule: 'D12', en: 'This registration was annulled.' },
    'accepted-before-transfer': { rule: 'R-1.7', en: 'A transfer is accepted on its day or later.' },
    'before-registration': { rule: 'R-1.2', en: 'Nothing happens to an inmate before they are registered.' },
    'fact-after-leaving': {
      rule: 'R-1.2',
      en: 'The record has a fact of a later day than this inmate left: correct that first.',
    },
    'inmate-registered-already': { rule: 'R-1.1', en: 'Somebody is registered under this id.' },
    'nothing-imported': { rule: 'R-1.1', en: 'The row says nothing of this inmate.' },
    'born-in-future': { rule: 'R-1.1', en: 'Nobody is registered before they are born.' },
    'malformed-identity-number': { rule: 'R-1.1', en: 'Its kind has no such identity number.' },
    'malformed-register-number': { rule: 'R-1.1', en: 'A register number has letters, digits, slashes and dashes.' },
    'register-number-without-period': { rule: 'R-1.1', en: 'Say the register number together with its period.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
