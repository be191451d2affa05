export type Language = 'en' | 'id';
type Words = Readonly<Record<Language, string>>;

/** The language of `Accept-Language` (RFC 9110, 12.5.4) that we speak and the client likes best; English when it says nothing. */
export function languageOf(header: string | undefined): Language {
  const liked = (header ?? '').split(',').flatMap((item) => {
    const [range = '', ...parameters] = item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const [language = ''] = range.split('-');
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    return (language === 'id' || language === 'en') && quality > 0 ? [{ language, quality } as const] : [];
  });
  return liked.reduce((best, next) => (next.quality > best.quality ? next : best), NOTHING_LIKED).language;
}

const NOTHING_LIKED: { language: Language; quality: number } = { language: 'en', quality: 0 };

/** The title of every problem of a status. */
export const titleOf = (status: number, language: Language): string => (TITLES[status] ?? OURS)[language];

/** The sentence for a code of the platform in a language; undefined when the code has none of its own. */
export const sentenceOf = (code: string, language: Language): string | undefined => SENTENCES[code]?.[language];

const OURS: Words = { en: 'Something went wrong on our side', id: 'Terjadi kesalahan di pihak kami' };

const TITLES: Readonly<Record<number, Words>> = {
  400: { en: 'The request is malformed', id: 'Permintaan tidak sesuai bentuk' },
  401: { en: 'Not signed in', id: 'Belum masuk' },
  403: { en: 'Not allowed', id: 'Tidak diizinkan' },
  404: { en: 'Not found', id: 'Tidak ditemukan' },
  405: { en: 'Not that method', id: 'Metode tidak tersedia' },
  409: { en: 'Somebody else wrote first', id: 'Orang lain menulis lebih dulu' },
  410: { en: 'Gone', id: 'Sudah tidak ada' },
  412: { en: 'The record has changed', id: 'Catatan telah berubah' },
  413: { en: 'Too large', id: 'Terlalu besar' },
  415: { en: 'Not JSON', id: 'Bukan JSON' },
  422: { en: 'A rule said no', id: 'Ditolak oleh aturan' },
  429: { en: 'Too many at once', id: 'Terlalu banyak sekaligus' },
  500: OURS,
  503: { en: 'Not available now', id: 'Sedang tidak tersedia' },
  504: { en: 'Not up to date yet', id: 'Belum mutakhir' },
};

/** Codes of the platform in both languages; the rules of the domain speak for themselves. */
export const SENTENCES: Readonly<Record<string, Words>> = {
  'malformed-json': { en: 'The body is not well-formed JSON.', id: 'Isi permintaan bukan JSON yang sah.' },
  'duplicate-member': {
    en: 'An object of the body names a member twice.',
    id: 'Suatu objek dalam isi permintaan memuat nama yang sama dua kali.',
  },
  'not-an-object': { en: 'The body must be a JSON object.', id: 'Isi permintaan harus berupa objek JSON.' },
  'not-in-profile': {
    en: 'The body holds null, a fraction, or text that is not well-formed.',
    id: 'Isi permintaan memuat null, pecahan, atau teks yang tidak sah.',
  },
  'invalid-request': {
    en: 'Some fields are not what they should be: see problems.',
    id: 'Beberapa isian tidak sesuai: lihat problems.',
  },
  'bad-request': { en: 'The request cannot be understood.', id: 'Permintaan tidak dapat dipahami.' },
  'malformed-query': { en: 'The GraphQL query is not valid.', id: 'Kueri GraphQL tidak sah.' },
  'query-too-large': {
    en: 'The GraphQL query asks for too much at once.',
    id: 'Kueri GraphQL meminta terlalu banyak sekaligus.',
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
  'unknown-role': { en: 'There is no such role.', id: 'Peran itu tidak ada.' },
  'unknown-unit': { en: 'There is no such unit in the register.', id: 'Unit itu tidak ada dalam daftar.' },
  'role-not-allowed': {
    en: 'Your role may not do this: problems says which may.',
    id: 'Peran Anda tidak boleh melakukan ini: problems menyebut peran yang boleh.',
  },
  'route-closed': { en: 'Nobody has been allowed to do this.', id: 'Tidak seorang pun diizinkan melakukan ini.' },
  'source-not-allowed': {
    en: 'You may not say that what you record comes from there.',
    id: 'Anda tidak boleh menyatakan sumber itu untuk yang Anda catat.',
  },
  'outside-your-unit': {
    en: 'This record belongs to units other than yours.',
    id: 'Catatan ini milik unit selain unit Anda.',
  },
  'method-not-allowed': {
    en: 'This address is not asked so: Allow says how.',
    id: 'Alamat ini tidak diminta dengan cara itu: lihat Allow.',
  },
  'not-found': { en: 'Nothing has that id.', id: 'Tidak ada catatan dengan id itu.' },
  'no-such-route': { en: 'There is nothing at this address.', id: 'Tidak ada apa pun di alamat ini.' },
  'revision-changed': {
    en: 'Somebody else changes this record right now: read it again.',
    id: 'Orang lain sedang mengubah catatan ini: baca lagi.',
  },
  'revision-mismatch': {
    en: 'The record has changed since you read it: read it again.',
    id: 'Catatan telah berubah sejak Anda membacanya: baca lagi.',
  },
  'body-too-large': { en: 'A body has at most 256 KiB.', id: 'Isi permintaan paling besar 256 KiB.' },
  'record-too-large': {
    en: 'This is more than can be recorded at once.',
    id: 'Ini melebihi yang dapat dicatat sekaligus.',
  },
  'not-json': {
    en: 'Send the body as application/json.',
    id: 'Kirim isi permintaan sebagai application/json.',
  },
  'idempotency-key-reused': {
    en: 'This Idempotency-Key was used with another body: use a new one.',
    id: 'Idempotency-Key ini telah dipakai dengan isi lain: pakai yang baru.',
  },
  'idempotency-key-expired': {
    en: 'This Idempotency-Key is too old to be compared: use a new one.',
    id: 'Idempotency-Key ini terlalu lama untuk dibandingkan: pakai yang baru.',
  },
  'occurred-in-future': {
    en: 'What has not happened yet cannot be recorded.',
    id: 'Yang belum terjadi tidak dapat dicatat.',
  },
  'day-in-future': {
    en: 'What has not happened yet cannot be recorded.',
    id: 'Yang belum terjadi tidak dapat dicatat.',
  },
  'day-too-early': {
    en: 'Nothing that is recorded happened before 1900.',
    id: 'Tidak ada yang dicatat terjadi sebelum tahun 1900.',
  },
  'context-contradicts-entry': {
    en: 'The context says another day or instant than the entry itself.',
    id: 'Konteks menyebut hari atau waktu yang berbeda dari catatan itu sendiri.',
  },
  'instant-on-another-day': {
    en: 'The instant is not on the day that the entry says.',
    id: 'Waktu itu tidak jatuh pada hari yang disebut catatan.',
  },
  'corrected-now': {
    en: 'A correction is decided on the day it is told: its entry says when that happened.',
    id: 'Koreksi diputuskan pada hari disampaikan: catatannya menyebut kapan hal itu terjadi.',
  },
  'unknown-staff': {
    en: 'Register whom you name first: nobody of the staff has that id.',
    id: 'Daftarkan dahulu petugas yang disebut: tidak ada petugas dengan id itu.',
  },
  'unknown-code': { en: 'A code is not in its list.', id: 'Suatu kode tidak ada dalam daftarnya.' },
  'subject-erased': {
    en: 'The data of this person were erased: nothing more can be recorded of them.',
    id: 'Data orang ini telah dihapus: tidak ada lagi yang dapat dicatat tentangnya.',
  },
  'late-entry-needs-reason': {
    en: 'Say why this is recorded so late: context.lateCode.',
    id: 'Sebutkan mengapa ini terlambat dicatat: context.lateCode.',
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
};
