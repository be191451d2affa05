import { sentences } from './sentences.js';

/** How requests are refused before or besides any rule, and by which limit. */
export const ofRequests = sentences({
  'malformed-json': { en: 'The body is not well-formed JSON.', id: 'Isi permintaan bukan JSON yang sah.' },
  'duplicate-member': {
    en: 'An object of the body names a member twice: problems says which.',
    id: 'Suatu objek dalam isi permintaan memuat nama yang sama dua kali: lihat problems.',
  },
  'not-an-object': { en: 'The body must be a JSON object.', id: 'Isi permintaan harus berupa objek JSON.' },
  'not-in-profile': {
    en: 'The body holds null, a fraction, or text that is not well-formed: problems says where.',
    id: 'Isi permintaan memuat null, pecahan, atau teks yang tidak sah: lihat problems.',
  },
  'invalid-request': {
    en: 'Some fields are not what they should be: see problems.',
    id: 'Beberapa isian tidak sesuai: lihat problems.',
  },
  'bad-request': { en: 'The request cannot be understood.', id: 'Permintaan tidak dapat dipahami.' },
  'malformed-query': { en: 'The GraphQL query is not valid.', id: 'Kueri GraphQL tidak sah.' },
  'query-too-large': {
    en: 'The GraphQL query asks for too much at once: ask for fewer levels, aliases or records, or in several queries.',
    id: 'Kueri GraphQL meminta terlalu banyak sekaligus: kurangi tingkat, alias, atau catatan, atau bagi menjadi beberapa kueri.',
  },
  'idempotency-key-required': {
    en: 'Send an Idempotency-Key, so that a repeat creates nothing twice.',
    id: 'Kirim Idempotency-Key agar pengulangan tidak membuat catatan ganda.',
  },
  'bad-idempotency-key': {
    en: 'An Idempotency-Key has 1 to 255 visible ASCII characters.',
    id: 'Idempotency-Key terdiri dari 1 sampai 255 karakter ASCII yang tampak.',
  },
  'bad-if-match': {
    en: 'If-Match holds one strong entity tag such as "3".',
    id: 'If-Match berisi satu entity tag kuat seperti "3".',
  },
  'bad-position': {
    en: 'A position is a log, 20 digits and 8 hexadecimal ones.',
    id: 'Posisi terdiri dari log, 20 angka dan 8 angka heksadesimal.',
  },
  'foreign-position': {
    en: 'This position is not of this log: start from the first.',
    id: 'Posisi ini bukan milik log ini: mulai dari awal.',
  },
  'position-ahead': {
    en: 'The log has not got to this position: no command was answered with it.',
    id: 'Log belum sampai pada posisi ini: tidak ada perintah yang dijawab dengannya.',
  },
  'too-many-waiting': {
    en: 'Too many requests wait for a position already: ask again in a moment.',
    id: 'Terlalu banyak permintaan sedang menunggu suatu posisi: tanyakan lagi sebentar lagi.',
  },
  'bad-cursor': { en: 'This cursor is not one of this question.', id: 'Kursor ini bukan milik pertanyaan ini.' },
  'cursor-of-another-version': {
    en: 'The page before was of another version of this list: begin again at the first.',
    id: 'Halaman sebelumnya berasal dari versi lain daftar ini: mulai lagi dari halaman pertama.',
  },
  'cursor-gone': {
    en: 'The log no longer has the event of this cursor: begin at the start.',
    id: 'Log tidak lagi memuat peristiwa pada kursor ini: mulai dari awal.',
  },
  'token-missing': {
    en: 'Send a token: Authorization: Bearer <token>.',
    id: 'Kirim token: Authorization: Bearer <token>.',
  },
  'token-invalid': {
    en: 'The token is not one of ours, or is over.',
    id: 'Token bukan milik kami, atau sudah kedaluwarsa.',
  },
  'unknown-role': {
    en: 'There is no role {role}: ask for a token with one that there is.',
    id: 'Tidak ada peran {role}: minta token dengan peran yang ada.',
  },
  'unknown-unit': {
    en: 'There is no unit {unitId} in the register: name one that there is.',
    id: 'Tidak ada unit {unitId} dalam daftar: sebutkan unit yang ada.',
  },
  'role-not-allowed': {
    en: 'Your role may not do this: problems says which may.',
    id: 'Peran Anda tidak boleh melakukan ini: problems menyebut peran yang boleh.',
  },
  'route-closed': { en: 'Nobody has been allowed to do this.', id: 'Tidak seorang pun diizinkan melakukan ini.' },
  'source-not-allowed': {
    en: 'You may not say that what you record comes from {source}: leave out context.source.',
    id: 'Anda tidak boleh menyatakan {source} sebagai sumber yang Anda catat: hapus context.source.',
  },
  'outside-your-unit': {
    en: 'This record belongs to units other than yours: somebody of theirs can do it.',
    id: 'Catatan ini milik unit selain unit Anda: petugas unit itu yang dapat melakukannya.',
  },
  'method-not-allowed': {
    en: 'This address is not asked so: Allow says how.',
    id: 'Alamat ini tidak diminta dengan cara itu: lihat Allow.',
  },
  'not-found': { en: 'Nothing has that id.', id: 'Tidak ada catatan dengan id itu.' },
  'no-such-route': { en: 'There is nothing at this address.', id: 'Tidak ada apa pun di alamat ini.' },
  'body-too-large': { en: 'A body has at most 256 KiB.', id: 'Isi permintaan paling besar 256 KiB.' },
  'not-json': { en: 'Send the body as application/json.', id: 'Kirim isi permintaan sebagai application/json.' },
  'body-encoded': {
    en: 'Send the body in UTF-8 and without Content-Encoding.',
    id: 'Kirim isi permintaan dalam UTF-8 dan tanpa Content-Encoding.',
  },
  'expectation-unmet': {
    en: 'Expect may only hold 100-continue: leave it out.',
    id: 'Expect hanya boleh berisi 100-continue: hapus saja.',
  },
  'method-unknown': {
    en: 'No address has such a method: try GET or POST.',
    id: 'Tidak ada alamat dengan metode itu: coba GET atau POST.',
  },
  'idempotency-key-reused': {
    en: 'This Idempotency-Key was used with another body: use a new one.',
    id: 'Idempotency-Key ini telah dipakai dengan isi lain: pakai yang baru.',
  },
  'idempotency-key-expired': {
    en: 'This Idempotency-Key is too old to be compared: use a new one.',
    id: 'Idempotency-Key ini terlalu lama untuk dibandingkan: pakai yang baru.',
  },
  'two-starts': {
    en: 'Begin at Last-Event-ID or at from, not at both.',
    id: 'Mulai dari Last-Event-ID atau dari from, jangan keduanya.',
  },
  'not-csv': { en: 'Send the file as text/csv.', id: 'Kirim berkas sebagai text/csv.' },
  'one-history-at-a-time': {
    en: 'Ask by agreementId, by stream or by actorId.',
    id: 'Tanyakan menurut agreementId, stream, atau actorId.',
  },
  'bad-stream': { en: 'A stream is called <aggregate>-<uuid>.', id: 'Aliran bernama <aggregate>-<uuid>.' },
  'bad-limit': {
    en: 'A page holds 1 to {most} items, not {limit}.',
    id: 'Satu halaman memuat 1 sampai {most} butir, bukan {limit}.',
  },
  'too-broad': {
    en: 'More than {most} records match: narrow the question.',
    id: 'Lebih dari {most} catatan cocok: persempit pertanyaan.',
  },
});
