export const STAFF_ID = '^[A-Za-z0-9._:-]{1,64}$';

const expression = new RegExp(STAFF_ID);

/** Whether it is an opaque staff id, as a token's `sub` is. */
export const isStaffId = (value: unknown): value is string => typeof value === 'string' && expression.test(value);
