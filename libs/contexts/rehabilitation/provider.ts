/** Who serves: a unit, and the agreement under which it does when the record is another unit's. */
export interface Provider {
  readonly unitId: string;
  readonly agreementId?: string;
}
