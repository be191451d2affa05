import { sentences } from './sentences.js';

/** What every record refuses alike, and what is answered when a store or the history stands in the way. */
export const ofRecords = sentences({
  'revision-changed': {
    en: 'Somebody else changes this record right now: read it again.',
    id: 'Orang lain sedang mengubah catatan ini: baca lagi.',
  },
  'read-model-changed': {
    en: 'Something else became of this read model meanwhile: look where it stands and ask again.',
    id: 'Model baca ini sementara itu berubah: lihat keadaannya dan minta lagi.',
  },
  'revision-mismatch': {
    en: 'The record has changed since you read it, and is at revision {revision} now: read it again.',
    id: 'Catatan telah berubah sejak Anda membacanya dan kini pada revisi {revision}: baca lagi.',
  },
  'record-too-large': {
    rule: 'D4',
    en: 'This is more than the {most} bytes that can be recorded at once: send it in parts.',
    id: 'Ini melebihi {most} bita yang dapat dicatat sekaligus: kirim dalam beberapa bagian.',
  },
  'occurred-in-future': {
    rule: 'R-13.1',
    en: '{occurredAt} is after {at}, and what has not happened yet cannot be recorded: choose an instant until then.',
    id: '{occurredAt} setelah {at}, dan yang belum terjadi tidak dapat dicatat: pilih waktu sampai saat itu.',
  },
  'day-in-future': {
    rule: 'R-13.1',
    en: '{day} is after today, {today}, and what has not happened yet cannot be recorded: choose a day until today.',
    id: '{day} setelah hari ini, {today}, dan yang belum terjadi tidak dapat dicatat: pilih hari sampai hari ini.',
  },
  'day-too-early': {
    rule: 'R-13.1',
    en: '{day} is before {first}, and nothing that is recorded happened before: choose a day from then on.',
    id: '{day} sebelum {first}, dan tidak ada yang dicatat terjadi sebelumnya: pilih hari sejak saat itu.',
  },
  'context-contradicts-entry': {
    rule: 'R-13.1',
    en: 'The context says {occurredAt}, and the entry itself {said}: say the same in both, or leave out context.occurredAt.',
    id: 'Konteks menyebut {occurredAt}, sedangkan catatan itu sendiri {said}: samakan keduanya, atau hapus context.occurredAt.',
  },
  'instant-on-another-day': {
    rule: 'R-13.1',
    en: 'The instant {instant} is on {instantOn}, and the entry says {on}: choose an instant on that day.',
    id: 'Waktu {instant} jatuh pada {instantOn}, sedangkan catatan menyebut {on}: pilih waktu pada hari itu.',
  },
  'corrected-now': {
    rule: 'D12',
    en: 'A correction is decided on the day it is recorded, not at {occurredAt}: leave out context.occurredAt, its entry says when that happened.',
    id: 'Koreksi diputuskan pada hari dicatat, bukan pada {occurredAt}: hapus context.occurredAt, catatannya menyebut kapan hal itu terjadi.',
  },
  'unknown-staff': {
    rule: 'D1',
    en: 'Nobody of the staff has the id that problems names: register them first.',
    id: 'Tidak ada petugas dengan id yang disebut problems: daftarkan dahulu.',
  },
  'unknown-code': {
    rule: 'D4',
    en: 'A code is not in its list, problems names both: choose one that is, /codes has every list.',
    id: 'Suatu kode tidak ada dalam daftarnya, problems menyebut keduanya: pilih yang ada, /codes memuat semua daftar.',
  },
  'subject-erased': {
    rule: 'R-11.2',
    en: 'The data of this person were erased, and nothing more can be recorded of them: leave this record as it is.',
    id: 'Data orang ini telah dihapus, dan tidak ada lagi yang dapat dicatat tentangnya: biarkan catatan ini apa adanya.',
  },
  'late-entry-needs-reason': {
    rule: 'R-13.1',
    en: '{on} is more than {days} days before today, {today}: say in context.lateCode why this is recorded so late.',
    id: '{on} lebih dari {days} hari sebelum hari ini, {today}: sebutkan dalam context.lateCode mengapa ini terlambat dicatat.',
  },
  'internal-error': {
    en: 'This was our fault and has been noted: try again, and when it stays so, give us the correlation id, which finds it.',
    id: 'Ini kesalahan kami dan sudah dicatat: coba lagi, dan bila tetap begitu, sampaikan id korelasi yang menunjuk padanya.',
  },
  'history-corrupt': {
    en: 'The history of this record is not what was written, and nothing more is recorded on it: ask who runs this to repair it.',
    id: 'Riwayat catatan ini tidak seperti yang ditulis, dan tidak ada lagi yang dicatat padanya: minta pengelola sistem memperbaikinya.',
  },
  'command-abandoned': {
    rule: 'D3',
    en: 'This came too late, and what it needed may be another’s now: look, then send it under a new Idempotency-Key.',
    id: 'Ini terlambat, dan yang diperlukannya mungkin sudah milik yang lain: periksa, lalu kirim dengan Idempotency-Key baru.',
  },
  'outcome-unknown': {
    en: 'The event store did not say whether this was recorded: send it again with the same Idempotency-Key.',
    id: 'Penyimpanan peristiwa tidak memastikan pencatatan: kirim lagi dengan Idempotency-Key yang sama.',
  },
  'event-store-unavailable': {
    en: 'The event store does not answer, and nothing was recorded: try again.',
    id: 'Penyimpanan peristiwa tidak menjawab, dan tidak ada yang dicatat: coba lagi.',
  },
  'clock-wrong': {
    en: 'The clock of this process is behind what is recorded already, and nothing was recorded: ask who runs this to set it, then try again.',
    id: 'Jam proses ini tertinggal dari yang sudah dicatat, dan tidak ada yang dicatat: minta pengelola sistem menyetelnya, lalu coba lagi.',
  },
  'build-too-old': {
    en: 'A newer version of this application has recorded something here, and nothing was recorded now: ask again once it runs everywhere.',
    id: 'Versi aplikasi yang lebih baru telah mencatat sesuatu di sini, dan kini tidak ada yang dicatat: coba lagi setelah versi itu berjalan di semua tempat.',
  },
  'keyring-unavailable': {
    en: 'The keys cannot be reached, and nothing was recorded: try again.',
    id: 'Kunci tidak dapat dijangkau, dan tidak ada yang dicatat: coba lagi.',
  },
  'read-models-unavailable': {
    en: 'The read models do not answer: try again.',
    id: 'Model baca tidak menjawab: coba lagi.',
  },
  'issuer-unavailable': {
    en: 'The issuer of tokens does not answer: try again.',
    id: 'Penerbit token tidak menjawab: coba lagi.',
  },
  'not-ready': {
    en: 'Not everything it needs is there yet, an administrator is told what: try again.',
    id: 'Belum semua yang diperlukan tersedia, administrator diberi tahu apa: coba lagi.',
  },
  'projection-behind': {
    en: 'The read model has not got to that position yet: try again.',
    id: 'Model baca belum sampai pada posisi itu: coba lagi.',
  },
  'read-model-not-built': {
    en: 'What answers this is being built, problems names it, and serves nobody before all of it is there: try again.',
    id: 'Data untuk jawaban ini sedang disusun, lihat problems, dan belum melayani sebelum lengkap: coba lagi.',
  },
  'read-model-of-another-build': {
    en: 'What answers this is kept by a build with another version of it, problems says which, and nothing is shown that is not whole: try again once that build runs everywhere.',
    id: 'Data untuk jawaban ini disimpan oleh versi aplikasi lain, lihat problems, dan yang tidak lengkap tidak ditampilkan: coba lagi setelah versi itu berjalan di semua tempat.',
  },
  'entry-in-use': {
    rule: 'D12',
    en: 'A later entry, which problems names, rests on this one: annul or correct that first.',
    id: 'Catatan yang lebih baru, lihat problems, bergantung pada catatan ini: batalkan atau koreksi dahulu.',
  },
  'entry-says-nothing': {
    rule: 'D12',
    en: 'The entry {entryId} would then say nothing: annul it instead.',
    id: 'Catatan {entryId} lalu tidak menyatakan apa-apa: batalkan saja.',
  },
  'entry-of-other-type': {
    rule: 'D12',
    en: 'The entry is of type {entryType}, and the correction is not of one: send it as {as}.',
    id: 'Catatan itu berjenis {entryType}, dan koreksi ini bukan: kirim sebagai {as}.',
  },
  'entry-not-correctable': {
    rule: 'D12',
    en: 'An entry of type {entryType} is not corrected: annul it and record it anew.',
    id: 'Catatan berjenis {entryType} tidak dikoreksi: batalkan dan catat ulang.',
  },
  'one-entry-at-a-time': {
    rule: 'D12',
    en: 'One entry is corrected at a time, and {given} given: say what the one that is cited should have said, as {as} and nothing else.',
    id: 'Satu catatan dikoreksi sekaligus, dan diberikan {given}: nyatakan isi yang benar dari catatan yang dirujuk, sebagai {as} dan tidak ada yang lain.',
  },
  'entry-annulled': {
    rule: 'D12',
    en: 'The entry {entryId} was annulled on {annulledOn} already: record it anew instead.',
    id: 'Catatan {entryId} sudah dibatalkan pada {annulledOn}: catat ulang saja.',
  },
  'unknown-entry': {
    rule: 'D12',
    en: 'This record has no entry {entryId}: look in its history for those that it has.',
    id: 'Catatan ini tidak mempunyai entri {entryId}: lihat riwayatnya untuk entri yang ada.',
  },
  'approver-is-author': {
    rule: 'D12',
    en: 'Who recorded this does not approve it: have somebody else do it.',
    id: 'Yang mencatat tidak boleh menyetujui: minta orang lain menyetujuinya.',
  },
  'not-the-owner': {
    en: 'Only its owner gives a reserved value back: have the record that holds it give it back.',
    id: 'Hanya pemiliknya yang mengembalikan nilai yang dipesan: kembalikan melalui catatan yang memegangnya.',
  },
  'policy-types-changed': {
    rule: 'D6',
    en: '{policy}@{n} was started for other types: count it up.',
    id: '{policy}@{n} dimulai untuk jenis lain: naikkan nomornya.',
  },
  'policy-superseded': {
    rule: 'D6',
    en: '{policy}@{last} was started, and {n} cannot start any more: start a build that has {last} or a later one.',
    id: '{policy}@{last} sudah dimulai, dan {n} tidak dapat dimulai lagi: mulai versi aplikasi yang memuat {last} atau yang lebih baru.',
  },
  'exclusion-not-asked': {
    rule: 'D3',
    en: 'Nobody asked to exclude exactly the events {from} to {to} for {reasonCode}: ask for that first.',
    id: 'Tidak ada yang meminta pengecualian tepat peristiwa {from} sampai {to} karena {reasonCode}: mintalah dahulu.',
  },
  'approver-is-asker': {
    rule: 'D3',
    en: 'Who asked for the exclusion does not approve it: have somebody else do it.',
    id: 'Yang meminta pengecualian tidak boleh menyetujuinya: minta orang lain menyetujuinya.',
  },
  'exclusion-changed': {
    rule: 'D3',
    en: 'The stream is not what it was when this was asked: ask again.',
    id: 'Aliran tidak lagi seperti saat hal ini diminta: mintalah lagi.',
  },
  'another-build-beside': {
    en: '{building} stands beside what is served: switch to it once it is whole, or cancel it first.',
    id: '{building} berada di samping yang melayani: alihkan setelah lengkap, atau batalkan dahulu.',
  },
  'nothing-beside': {
    en: 'Nothing stands beside {building}, from which answers come: build it again first.',
    id: 'Tidak ada yang berada di samping {building} yang melayani: susun ulang dahulu.',
  },
  'beside-not-whole': {
    en: '{building} is not whole yet, or is behind what is served: wait, or cancel it.',
    id: '{building} belum lengkap, atau tertinggal dari yang melayani: tunggu, atau batalkan.',
  },
  'still-not-believed': {
    rule: 'D3',
    en: 'The stream is still not what was written, problems says where: put its bytes right first.',
    id: 'Aliran masih tidak seperti yang ditulis, problems menyebut tempatnya: betulkan dahulu isinya.',
  },
  'not-up-to-its-head': {
    rule: 'D3',
    en: 'A stream is resumed up to its last event, {head}, not {upTo}: look at it again.',
    id: 'Aliran dilanjutkan sampai peristiwa terakhirnya, {head}, bukan {upTo}: periksa lagi.',
  },
  'repair-not-excludable': {
    rule: 'D3',
    en: 'What says what was excluded cannot be excluded: put its bytes back.',
    id: 'Yang menyatakan apa yang dikecualikan tidak dapat dikecualikan: pulihkan isinya.',
  },
  'range-reversed': {
    rule: 'D3',
    en: 'The first event excluded, {from}, is after the last, {to}: say them the other way round.',
    id: 'Peristiwa pertama yang dikecualikan, {from}, berada setelah yang terakhir, {to}: tukar urutannya.',
  },
  'range-too-long': {
    rule: 'D3',
    en: '{count} events are more than the {most} that are excluded at a time: choose a shorter range.',
    id: '{count} peristiwa melebihi {most} yang dapat dikecualikan sekaligus: pilih rentang yang lebih pendek.',
  },
  'range-beyond-head': {
    rule: 'D3',
    en: 'The stream has {length} events and ends before the last that is to be excluded, {to}: choose an earlier last one.',
    id: 'Aliran mempunyai {length} peristiwa dan berakhir sebelum yang terakhir akan dikecualikan, {to}: pilih yang terakhir lebih awal.',
  },
  'range-overlaps': {
    rule: 'D3',
    en: 'Some of the events {from} to {to} are excluded already, and ranges touch, but never overlap: leave those out.',
    id: 'Sebagian peristiwa {from} sampai {to} sudah dikecualikan, dan rentang boleh bersentuhan, tetapi tidak bertumpang tindih: hapus yang itu dari rentang.',
  },
  'nothing-to-exclude': {
    rule: 'D3',
    en: 'The first event that is not believed, {trouble}, is neither from {from} to {to} nor just after: choose a range that holds it or ends just before.',
    id: 'Peristiwa pertama yang tidak dipercaya, {trouble}, tidak berada dari {from} sampai {to} atau tepat sesudahnya: pilih rentang yang memuatnya atau berakhir tepat sebelumnya.',
  },
});
