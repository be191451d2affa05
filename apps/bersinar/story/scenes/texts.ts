import { id } from '#kernel';
import type { Stage } from '../scene.js';

export const RUTAN_PARTY = id('story', 'party', 'rutan');
export const AGENCY_PARTY = id('story', 'party', 'agency');

export const NOTA_KESEPAHAMAN = [
  ['TITLE', 'Nota Kesepahaman on a drug-free Rutan.'],
  ['PLACE_DATE', 'Banjarnegara, 13 December 2024.'],
  ['PARTIES', 'The head of Rutan Banjarnegara and the head of BNNK Purbalingga.'],
  ['PURPOSE', 'Social rehabilitation for inmates who misused narcotics, and stronger prevention.'],
  ['SCOPE', 'Social rehabilitation, screening, assessment, outreach and monitoring.'],
  ['IMPLEMENTATION', 'By a cooperation agreement and technical directives.'],
  ['TERM', 'Five years.'],
  ['LIAISON', 'The two heads or whom they appoint.'],
  ['AMENDMENT', 'By an addendum that both parties sign.'],
] as const;
export const CLOSING = ['CLOSING', 'Made in two originals, one for each party.'] as const;
export const PKS_ONLY = [
  ['RIGHTS_DUTIES', 'The agency sends certified staff, the Rutan gives room, time and participants.'],
  ['FUNDING', 'Each party bears its own cost.'],
  ['FORCE_MAJEURE', 'Neither party answers for what nobody could prevent.'],
  ['DISPUTES', 'Settled by deliberation.'],
] as const;

type Articles = readonly (readonly [string, string])[];
export const clauses = (articles: Articles) => articles.map(([article, text]) => ({ article, text }));

export const parties = ({ cast }: Stage) => [
  {
    partyId: RUTAN_PARTY,
    institution: 'Rutan Kelas IIB Banjarnegara',
    unitId: cast.karutan.unit,
    address: 'Banjarnegara, Jawa Tengah',
    signatory: { office: 'Kepala Rutan', staffId: cast.karutan.id },
  },
  {
    partyId: AGENCY_PARTY,
    institution: 'BNN Kabupaten Purbalingga',
    unitId: cast.agencyHead.unit,
    address: 'Purbalingga, Jawa Tengah',
    signatory: { office: 'Kepala BNNK', staffId: cast.agencyHead.id },
  },
];

export const services = ({ cast }: Stage, names: readonly string[]) =>
  names.map((service) => ({ service, unitIds: [cast.karutan.unit] }));
