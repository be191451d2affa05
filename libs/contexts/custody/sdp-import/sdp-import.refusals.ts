import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'status-day-missing': { rule: 'R-1.2', en: 'Say in tanggal_golongan since when the status is another.' },
    'keys-destroyed': { rule: 'R-11.2', en: 'What was known of this inmate was erased: it is not imported again.' },
    'no-rows': { en: 'The file has no row.' },
    'too-many-rows': { en: 'A file has at most {mostRows} rows: split it.' },
    'malformed-csv': { en: 'The file is not well-formed CSV.' },
    'unknown-columns': { en: 'The file does not have the expected columns.' },
    'rows-malformed': { rule: 'R-1.1', en: 'Nothing was imported: mend these rows first.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
