import { words } from '#kernel';

export const UNIT_KINDS = words('UNIT_KINDS', {
  RUTAN: 'Detention house (Rumah Tahanan Negara)',
  LAPAS: 'Prison (Lembaga Pemasyarakatan)',
  BNNK: 'Narcotics agency of a regency',
  BNNP: 'Narcotics agency of a province',
  KANWIL: 'Regional office of corrections',
  BAPAS: 'Probation office (Balai Pemasyarakatan)',
  INSPEKTORAT: 'Inspectorate general',
  REGION: 'A region as a whole',
  SYSTEM: 'This system itself',
});

/** A unit of the region: its zone is the IANA zone in which its business days begin and end (D1, D11). */
export interface Unit {
  readonly code: string;
  readonly kind: (typeof UNIT_KINDS)[number];
  readonly name: string;
  readonly zone: 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura';
}

/** The register of units, reference data: a change is a new version, and a code is never given to another unit. */
export const UNIT_REGISTER: { readonly version: number; readonly units: readonly Unit[] } = {
  version: 1,
  units: [
    { code: 'RUTAN-BANJARNEGARA', kind: 'RUTAN', name: 'Rutan Kelas IIB Banjarnegara', zone: 'Asia/Jakarta' },
    { code: 'RUTAN-PURBALINGGA', kind: 'RUTAN', name: 'Rutan Kelas IIB Purbalingga', zone: 'Asia/Jakarta' },
    { code: 'RUTAN-MAKASSAR', kind: 'RUTAN', name: 'Rutan Kelas I Makassar', zone: 'Asia/Makassar' },
    { code: 'RUTAN-JAYAPURA', kind: 'RUTAN', name: 'Rutan Jayapura', zone: 'Asia/Jayapura' },
    { code: 'LAPAS-PURWOKERTO', kind: 'LAPAS', name: 'Lapas Kelas IIA Purwokerto', zone: 'Asia/Jakarta' },
    { code: 'BNNK-PURBALINGGA', kind: 'BNNK', name: 'BNN Kabupaten Purbalingga', zone: 'Asia/Jakarta' },
    { code: 'BNNK-CILACAP', kind: 'BNNK', name: 'BNN Kabupaten Cilacap', zone: 'Asia/Jakarta' },
    { code: 'BNNP-JAWA-TENGAH', kind: 'BNNP', name: 'BNN Provinsi Jawa Tengah', zone: 'Asia/Jakarta' },
    { code: 'KANWIL-JAWA-TENGAH', kind: 'KANWIL', name: 'Kanwil Ditjenpas Jawa Tengah', zone: 'Asia/Jakarta' },
    { code: 'BAPAS-PURWOKERTO', kind: 'BAPAS', name: 'Bapas Kelas II Purwokerto', zone: 'Asia/Jakarta' },
    { code: 'INSPEKTORAT-JENDERAL', kind: 'INSPEKTORAT', name: 'Inspektorat Jenderal', zone: 'Asia/Jakarta' },
    { code: 'BERSINAR', kind: 'SYSTEM', name: 'Bersinar', zone: 'Asia/Jakarta' },
  ],
};

const byCode = new Map(UNIT_REGISTER.units.map((unit) => [unit.code, unit]));

/** The unit with that code, undefined when there is none. */
export const unitOf = (code: string): Unit | undefined => byCode.get(code);

/** The IANA zone of a unit, undefined when there is none. */
export const zoneOf = (code: string): string | undefined => byCode.get(code)?.zone;
