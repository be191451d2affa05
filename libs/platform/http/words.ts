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

/** The title of a problem: that of its status, where its code has none of its own. */
export const titleOf = (status: number, code: string, language: Language): string =>
  (BY_CODE[code] ?? TITLES[status] ?? OURS)[language];

const BY_CODE: Readonly<Record<string, Words>> = {
  'other-record-changed': { en: 'Another record was changed meanwhile', id: 'Catatan lain sementara itu berubah' },
  'read-model-changed': { en: 'Something else was done meanwhile', id: 'Sementara itu telah dilakukan hal lain' },
};

const OURS: Words = { en: 'Something went wrong on our side', id: 'Terjadi kesalahan di pihak kami' };

const TITLES: Readonly<Record<number, Words>> = {
  400: { en: 'The request is malformed', id: 'Permintaan tidak sesuai bentuk' },
  401: { en: 'Not signed in', id: 'Belum masuk' },
  403: { en: 'Not allowed', id: 'Tidak diizinkan' },
  404: { en: 'Not found', id: 'Tidak ditemukan' },
  405: { en: 'Not that method', id: 'Metode tidak tersedia' },
  408: { en: 'Too slow', id: 'Terlalu lambat' },
  409: { en: 'Somebody else wrote first', id: 'Orang lain menulis lebih dulu' },
  410: { en: 'Gone', id: 'Sudah tidak ada' },
  412: { en: 'The record has changed', id: 'Catatan telah berubah' },
  413: { en: 'Too large', id: 'Terlalu besar' },
  415: { en: 'Not a body that is taken here', id: 'Jenis isi tidak diterima di sini' },
  417: { en: 'Expects what is not done', id: 'Mengharapkan yang tidak dilakukan' },
  422: { en: 'A rule said no', id: 'Ditolak oleh aturan' },
  429: { en: 'Too many at once', id: 'Terlalu banyak sekaligus' },
  431: { en: 'Too much in the headers', id: 'Tajuk terlalu panjang' },
  500: OURS,
  501: { en: 'Not a method at all', id: 'Bukan metode apa pun' },
  503: { en: 'Not available now', id: 'Sedang tidak tersedia' },
  504: { en: 'Not up to date yet', id: 'Belum mutakhir' },
};
