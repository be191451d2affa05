import { sentences } from './sentences.js';

/** How requests are refused before or besides any rule, and by which limit. */
export const ofRequests = sentences({
  'malformed-json': {
    en: 'The body is not well-formed JSON in UTF-8: check its braces, quotes and commas.',
    id: 'Isi permintaan bukan JSON yang sah dalam UTF-8: periksa kurung, tanda kutip dan komanya.',
  },
  'duplicate-member': {
    en: 'An object of the body names a member twice: leave out one of those that problems says.',
    id: 'Suatu objek dalam isi permintaan memuat nama yang sama dua kali: hapus salah satu yang disebut problems.',
  },
  'not-an-object': {
    en: 'The body must be a JSON object, not of type {type}: put its fields in braces.',
    id: 'Isi permintaan harus berupa objek JSON, bukan bertipe {type}: tulis isiannya di dalam kurung kurawal.',
  },
  'not-in-profile': {
    en: 'The body holds null, a fraction, or text that is not well-formed: change what problems says.',
    id: 'Isi permintaan memuat null, pecahan, atau teks yang tidak sah: ubah yang disebut problems.',
  },
  'invalid-request': {
    en: 'Some fields are not what they should be: mend what problems names.',
    id: 'Beberapa isian tidak sesuai: perbaiki yang disebut problems.',
  },
  'bad-request': {
    en: 'The request cannot be understood: compare it with its example in /docs.',
    id: 'Permintaan tidak dapat dipahami: bandingkan dengan contohnya di /docs.',
  },
  'malformed-query': {
    en: 'The GraphQL query is not valid: compare it with the schema.',
    id: 'Kueri GraphQL tidak sah: bandingkan dengan skemanya.',
  },
  'query-too-large': {
    en: 'The GraphQL query asks for too much at once: ask for fewer levels, aliases or records, or in several queries.',
    id: 'Kueri GraphQL meminta terlalu banyak sekaligus: kurangi tingkat, alias, atau catatan, atau bagi menjadi beberapa kueri.',
  },
  'idempotency-key-required': {
    en: 'Without an Idempotency-Key a repeat would create a thing twice: send one, a new UUID will do.',
    id: 'Tanpa Idempotency-Key pengulangan membuat catatan ganda: kirim satu, UUID baru dapat dipakai.',
  },
  'bad-idempotency-key': {
    en: 'An Idempotency-Key has 1 to 255 visible ASCII characters, not {sent}: send a new UUID, for example.',
    id: 'Idempotency-Key terdiri dari 1 sampai 255 karakter ASCII yang tampak, bukan {sent}: kirim UUID baru, misalnya.',
  },
  'bad-if-match': {
    en: 'If-Match holds one strong entity tag such as "3", not {sent}: send the ETag that the record was answered with.',
    id: 'If-Match berisi satu entity tag kuat seperti "3", bukan {sent}: kirim ETag yang dijawab bersama catatan itu.',
  },
  'bad-position': {
    en: 'A position is a log, 20 digits and 8 hexadecimal ones, not {sent}: send one as it was answered.',
    id: 'Posisi terdiri dari log, 20 angka dan 8 angka heksadesimal, bukan {sent}: kirim posisi seperti yang dijawab.',
  },
  'foreign-position': {
    en: 'The position {sent} is not of this log: start from the first.',
    id: 'Posisi {sent} bukan milik log ini: mulai dari awal.',
  },
  'position-ahead': {
    en: 'The log has not got to {sent}, with which no command was answered: send the Position of an answer.',
    id: 'Log belum sampai pada {sent}, dan tidak ada perintah yang dijawab dengannya: kirim Position dari suatu jawaban.',
  },
  'too-many-waiting': {
    en: 'Too many requests wait for a position already: ask again in a moment.',
    id: 'Terlalu banyak permintaan sedang menunggu suatu posisi: tanyakan lagi sebentar lagi.',
  },
  'too-many-requests': {
    en: 'More than {most} requests came within a minute: send the next after Retry-After.',
    id: 'Lebih dari {most} permintaan datang dalam satu menit: kirim berikutnya setelah Retry-After.',
  },
  'too-many-bytes': {
    en: 'At most {mostMiB} MiB may be on their way at once: send it when the others are answered.',
    id: 'Paling banyak {mostMiB} MiB boleh dikirim sekaligus: kirim setelah yang lain dijawab.',
  },
  'too-many-streams': {
    en: 'At most {most} event streams may be open at once: close one, or share it.',
    id: 'Paling banyak {most} aliran peristiwa boleh terbuka sekaligus: pakai bersama yang sudah terbuka.',
  },
  'bad-cursor': {
    en: 'The cursor {sent} is not one of this question: send the next of the page before, with the same filters and order.',
    id: 'Kursor {sent} bukan milik pertanyaan ini: kirim next dari halaman sebelumnya, dengan saringan dan urutan yang sama.',
  },
  'cursor-of-another-version': {
    en: 'The page before was of version {was} of this list, which is at version {now}: begin again at the first.',
    id: 'Halaman sebelumnya berasal dari versi {was} daftar ini, yang kini versi {now}: mulai lagi dari halaman pertama.',
  },
  'cursor-gone': {
    en: 'The log no longer has the event of the cursor {sent}: begin at the start.',
    id: 'Log tidak lagi memuat peristiwa pada kursor {sent}: mulai dari awal.',
  },
  'token-missing': {
    en: 'No token came with this: send one in the header Authorization, as Bearer and the token.',
    id: 'Tidak ada token pada permintaan ini: kirim dalam header Authorization, sebagai Bearer dan tokennya.',
  },
  'token-invalid': {
    en: 'The token is not one of ours, or is over: send a new one.',
    id: 'Token bukan milik kami, atau sudah kedaluwarsa: kirim token baru.',
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
    en: 'Your role may not do this: ask somebody whose role problems says.',
    id: 'Peran Anda tidak boleh melakukan ini: minta petugas dengan peran yang disebut problems.',
  },
  'sign-in-failed': {
    en: 'Nobody was signed in, or it took too long: begin again at /sign-in.',
    id: 'Tidak ada yang masuk, atau terlalu lama: mulai lagi di /sign-in.',
  },
  'no-grant': {
    en: 'No grant lets you ask this today, where {named} was named: ask who administers users of your unit, or name one of yours.',
    id: 'Tidak ada pemberian akses untuk Anda hari ini, dengan {named} yang disebut: minta pengelola pengguna unit Anda, atau sebut milik Anda.',
  },
  'which-grant': {
    en: 'You may act by {count} grants: name in the header Acting-Grant which of those in problems you mean.',
    id: 'Anda dapat bertindak dengan {count} pemberian akses: sebutkan pada header Acting-Grant salah satu yang ada di problems.',
  },
  'scope-missing': {
    en: 'The token of a service must be for {scope}: ask its issuer for one with that scope.',
    id: 'Token layanan harus untuk {scope}: minta penerbitnya token dengan scope itu.',
  },
  'route-closed': {
    en: 'Nobody has been allowed to do this: ask who runs this to say which role may.',
    id: 'Tidak seorang pun diizinkan melakukan ini: minta pengelola sistem menentukan peran yang boleh.',
  },
  'source-not-allowed': {
    en: 'You may not say that what you record comes from {source}: leave out context.source.',
    id: 'Anda tidak boleh menyatakan {source} sebagai sumber yang Anda catat: hapus context.source.',
  },
  'outside-your-unit': {
    en: 'This record belongs to units other than yours: ask somebody of theirs to do it.',
    id: 'Catatan ini milik unit selain unit Anda: minta petugas unit itu melakukannya.',
  },
  'method-not-allowed': {
    en: 'This address is not asked by {method}: use a method that Allow says.',
    id: 'Alamat ini tidak diminta dengan {method}: pakai metode yang disebut Allow.',
  },
  'not-found': {
    en: 'Nothing has that id: take one from a list or from the answer that created it.',
    id: 'Tidak ada catatan dengan id itu: ambil dari daftar atau dari jawaban yang membuatnya.',
  },
  'no-such-route': {
    en: 'There is nothing at this address: look in /docs, which has every one.',
    id: 'Tidak ada apa pun di alamat ini: lihat /docs, yang memuat semuanya.',
  },
  'body-too-large': {
    en: 'A body like this has at most {mostKiB} KiB: send less at once.',
    id: 'Isi permintaan seperti ini paling besar {mostKiB} KiB: kirim lebih sedikit sekaligus.',
  },
  'not-json': {
    en: 'The content type of the body is {contentType}: send it as application/json.',
    id: 'Tipe konten isi permintaan adalah {contentType}: kirim sebagai application/json.',
  },
  'body-encoded': {
    en: 'The content type of the body is {contentType}, its encoding {encoding}: send it in UTF-8 and without Content-Encoding.',
    id: 'Tipe konten isi permintaan adalah {contentType}, pengodeannya {encoding}: kirim dalam UTF-8 dan tanpa Content-Encoding.',
  },
  'expectation-unmet': {
    en: 'Expect may only hold 100-continue, not {expect}: leave it out.',
    id: 'Expect hanya boleh berisi 100-continue, bukan {expect}: hapus saja.',
  },
  'request-too-slow': {
    en: 'The request did not come whole in time: send it again.',
    id: 'Permintaan tidak diterima utuh pada waktunya: kirim lagi.',
  },
  'headers-too-large': {
    en: 'The headers are longer than is read: send fewer or shorter ones.',
    id: 'Tajuk lebih panjang daripada yang dibaca: kirim lebih sedikit atau lebih pendek.',
  },
  'method-unknown': {
    en: 'No address has such a method: try GET or POST.',
    id: 'Tidak ada alamat dengan metode itu: coba GET atau POST.',
  },
  'idempotency-key-reused': {
    en: 'This Idempotency-Key was used with another body at {recordedAt}: use a new one.',
    id: 'Idempotency-Key ini telah dipakai dengan isi lain pada {recordedAt}: pakai yang baru.',
  },
  'idempotency-key-expired': {
    en: 'This Idempotency-Key was used at {recordedAt}, too long ago to be compared: use a new one.',
    id: 'Idempotency-Key ini dipakai pada {recordedAt}, terlalu lama untuk dibandingkan: pakai yang baru.',
  },
  'other-record-changed': {
    en: 'The record {recordId}, which this depends on, was changed meanwhile: read it and send the command again.',
    id: 'Catatan {recordId}, yang menjadi dasar perintah ini, sementara itu berubah: baca lalu kirim lagi perintah ini.',
  },
  'two-starts': {
    en: 'Last-Event-ID says to begin at {lastEventId}, from at {from}: send one of them.',
    id: 'Last-Event-ID menyebut mulai dari {lastEventId}, from dari {from}: kirim salah satu.',
  },
  'not-csv': {
    en: 'The content type of the file is {contentType}: send it as text/csv.',
    id: 'Tipe konten berkas adalah {contentType}: kirim sebagai text/csv.',
  },
  'one-history-at-a-time': {
    en: 'One history is asked for at a time, and {asked} were: ask by one of agreementId, stream and actorId.',
    id: 'Satu riwayat ditanyakan sekaligus, dan ini {asked}: tanyakan menurut salah satu dari agreementId, stream, dan actorId.',
  },
  'bad-stream': {
    en: '{sent} is no name of a stream: write it as <aggregate>-<uuid>.',
    id: '{sent} bukan nama aliran: tulis sebagai <aggregate>-<uuid>.',
  },
  'bad-limit': {
    en: 'A page does not hold {limit} items: ask for 1 to {most}.',
    id: 'Satu halaman tidak memuat {limit} butir: minta 1 sampai {most}.',
  },
  'too-broad': {
    en: 'More than {most} records match: narrow the question.',
    id: 'Lebih dari {most} catatan cocok: persempit pertanyaan.',
  },
});
