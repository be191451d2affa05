import { without } from '#kernel';
import { acceptance, type registration, transfer } from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import type { InmateAsked } from './inmate.record.js';

export const NIK = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;
export const transferring: InmateAsked = { type: 'TransferInmate', data: transfer };
export const accepting = (change: Partial<typeof acceptance> = {}): InmateAsked => ({
  type: 'AcceptTransfer',
  data: { ...acceptance, ...change },
});
export const toElsewhere: InmateAsked = {
  type: 'TransferInmate',
  data: { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } },
};

export async function onTheWay(rest: Partial<typeof registration> & { identityNumber?: typeof NIK } = {}) {
  const its = custody();
  const inmateId = await its.register(rest);
  await its.act(transferring, inmateId);
  return { its, inmateId, transferId: await its.last(inmateId) };
}
