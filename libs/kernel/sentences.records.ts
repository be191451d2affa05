import { sentences } from './sentences.js';

/** What every record refuses alike, and what is answered when a store or the history stands in the way. */
export const ofRecords = sentences({
  'revision-changed': {
    en: 'Somebody else changes this record right now: read it again.',
    id: 'Orang lain sedang mengubah catatan ini: baca lagi.',
  },
  'revision-mismatch': {
    en: 'The record has changed since you read it: read it again.',
    id: 'Catatan telah berubah sejak Anda membacanya: baca lagi.',
  },
  'record-too-large': {
    rule: 'D4',
    en: 'This is more than can be recorded at once.',
    id: 'Ini melebihi yang dapat dicatat sekaligus.',
  },
  'occurred-in-future': {
    rule: 'R-13.1',
    en: 'What has not happened yet cannot be recorded.',
    id: 'Yang belum terjadi tidak dapat dicatat.',
  },
  'day-in-future': {
    rule: 'R-13.1',
    en: 'What has not happened yet cannot be recorded.',
    id: 'Yang belum terjadi tidak dapat dicatat.',
  },
  'day-too-early': {
    rule: 'R-13.1',
    en: 'Nothing that is recorded happened before 1900.',
    id: 'Tidak ada yang dicatat terjadi sebelum tahun 1900.',
  },
  'context-contradicts-entry': {
    rule: 'R-13.1',
    en: 'The context says another day or instant than the entry itself.',
    id: 'Konteks menyebut hari atau waktu yang berbeda dari catatan itu sendiri.',
  },
  'instant-on-another-day': {
    rule: 'R-13.1',
    en: 'The instant is not on the day that the entry says.',
    id: 'Waktu itu tidak jatuh pada hari yang disebut catatan.',
  },
  'corrected-now': {
    rule: 'D12',
    en: 'A correction is decided on the day it is told: its entry says when that happened.',
    id: 'Koreksi diputuskan pada hari disampaikan: catatannya menyebut kapan hal itu terjadi.',
  },
  'unknown-staff': {
    rule: 'D1',
    en: 'Register whom you name first: nobody of the staff has that id.',
    id: 'Daftarkan dahulu petugas yang disebut: tidak ada petugas dengan id itu.',
  },
  'unknown-code': { rule: 'D4', en: 'A code is not in its list.', id: 'Suatu kode tidak ada dalam daftarnya.' },
  'subject-erased': {
    rule: 'R-11.2',
    en: 'The data of this person were erased: nothing more can be recorded of them.',
    id: 'Data orang ini telah dihapus: tidak ada lagi yang dapat dicatat tentangnya.',
  },
  'late-entry-needs-reason': {
    rule: 'R-13.1',
    en: 'Say why this is recorded more than {days} days later: context.lateCode.',
    id: 'Sebutkan mengapa ini dicatat lebih dari {days} hari kemudian: context.lateCode.',
  },
  'internal-error': {
    en: 'This was our fault and has been noted; the correlation id finds it.',
    id: 'Ini kesalahan kami dan sudah dicatat; id korelasi menunjuk padanya.',
  },
  'history-corrupt': {
    en: 'The history of this record is not what was written: nothing more is recorded on it.',
    id: 'Riwayat catatan ini tidak seperti yang ditulis: tidak ada lagi yang dicatat padanya.',
  },
  'command-abandoned': {
    rule: 'D3',
    en: 'This came too late: what it needed may be another’s now. Look, then send it under a new Idempotency-Key.',
    id: 'Ini terlambat: yang diperlukannya mungkin sudah milik yang lain. Periksa, lalu kirim dengan Idempotency-Key baru.',
  },
  'outcome-unknown': {
    en: 'The event store did not say whether this was recorded: send it again with the same Idempotency-Key.',
    id: 'Penyimpanan peristiwa tidak memastikan pencatatan: kirim lagi dengan Idempotency-Key yang sama.',
  },
  'event-store-unavailable': {
    en: 'The event store does not answer: nothing was recorded, try again.',
    id: 'Penyimpanan peristiwa tidak menjawab: tidak ada yang dicatat, coba lagi.',
  },
  'clock-wrong': {
    en: 'The clock of this process is behind what is recorded already: nothing was recorded.',
    id: 'Jam proses ini tertinggal dari yang sudah dicatat: tidak ada yang dicatat.',
  },
  'build-too-old': {
    en: 'A newer version of this application has recorded something here: nothing was recorded, ask again once it runs everywhere.',
    id: 'Versi aplikasi yang lebih baru telah mencatat sesuatu di sini: tidak ada yang dicatat, coba lagi setelah versi itu berjalan di semua tempat.',
  },
  'keyring-unavailable': {
    en: 'The keys cannot be reached: nothing was recorded, try again.',
    id: 'Kunci tidak dapat dijangkau: tidak ada yang dicatat, coba lagi.',
  },
  'read-models-unavailable': {
    en: 'The read models do not answer: try again.',
    id: 'Model baca tidak menjawab: coba lagi.',
  },
  'issuer-unavailable': {
    en: 'The issuer of tokens does not answer: try again.',
    id: 'Penerbit token tidak menjawab: coba lagi.',
  },
  'not-ready': { en: 'Not everything it needs is there yet.', id: 'Belum semua yang diperlukan tersedia.' },
  'projection-behind': {
    en: 'The read model has not got to that position yet: try again.',
    id: 'Model baca belum sampai pada posisi itu: coba lagi.',
  },
  'entry-in-use': {
    rule: 'D12',
    en: 'A later entry rests on this one: annul or correct that first; problems names it.',
    id: 'Catatan yang lebih baru bergantung pada catatan ini: batalkan atau koreksi dahulu; lihat problems.',
  },
  'entry-says-nothing': { rule: 'D12', en: 'So it would say nothing: annul it instead.' },
  'entry-of-other-type': {
    rule: 'D12',
    en: 'The correction does not fit the entry that it cites, which is of type {entryType}.',
  },
  'entry-not-correctable': {
    rule: 'D12',
    en: 'An entry of type {entryType} is annulled and recorded anew, not corrected.',
  },
  'one-entry-at-a-time': { rule: 'D12', en: 'Say what the one cited entry should have said, and nothing else.' },
  'entry-annulled': { rule: 'D12', en: 'This entry was annulled already.' },
  'unknown-entry': { rule: 'D12', en: 'This record has no entry with that id: its history names those that it has.' },
  'approver-is-author': { rule: 'D12', en: 'Somebody other than who recorded this must approve.' },
  'not-the-owner': { en: 'Only its owner gives a reserved value back.' },
  'policy-types-changed': { rule: 'D6', en: '{policy}@{n} was started for other types: count it up.' },
  'policy-superseded': { rule: 'D6', en: '{policy}@{last} was started: {n} cannot start any more.' },
  'exclusion-not-asked': { rule: 'D3', en: 'Nobody asked to exclude exactly these events for that reason.' },
  'approver-is-asker': { rule: 'D3', en: 'Somebody other than who asked for it must approve the exclusion.' },
  'exclusion-changed': { rule: 'D3', en: 'The stream is not what it was when this was asked: ask again.' },
  'still-not-believed': { rule: 'D3', en: 'The stream is still not what was written: put its bytes right first.' },
  'not-up-to-its-head': { rule: 'D3', en: 'A stream is resumed up to its last event: look at it again.' },
  'repair-not-excludable': { rule: 'D3', en: 'What says what was excluded cannot be excluded: put its bytes back.' },
  'range-reversed': {
    rule: 'D3',
    en: 'The first event excluded, {from}, comes before the last, {to}: the other way round.',
  },
  'range-too-long': { rule: 'D3', en: 'At most {most} events are excluded at a time.' },
  'range-beyond-head': {
    rule: 'D3',
    en: 'The stream has {length} events: it ends before the last that is to be excluded, {to}.',
  },
  'range-overlaps': { rule: 'D3', en: 'Some of these events are excluded already: ranges touch, but never overlap.' },
  'nothing-to-exclude': {
    rule: 'D3',
    en: 'The first event that is not believed is neither in this range nor just after it.',
  },
});
