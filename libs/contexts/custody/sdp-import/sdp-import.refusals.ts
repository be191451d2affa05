import { sentences } from '#kernel';

sentences({
  'status-day-missing': {
    rule: 'R-1.2',
    en: 'The status is {custodyStatus} now, not {before}: say in tanggal_golongan since when.',
  },
  'keys-destroyed': {
    rule: 'R-11.2',
    en: 'What was known of this inmate was erased and is not imported again: leave out this row.',
  },
  'no-rows': { en: 'The file has no row: send one with a row for each inmate.' },
  'too-many-rows': { en: 'The file has {rows} rows, and at most {mostRows} are imported at once: split it.' },
  'malformed-csv': { en: 'The file is not well-formed CSV: mend the line that problems names.' },
  'unknown-columns': { en: 'The file does not have the expected columns: give it those that problems says.' },
  'rows-malformed': { rule: 'R-1.1', en: 'Nothing was imported: mend the rows that problems names first.' },
});
