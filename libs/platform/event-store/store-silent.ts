/** The event store, not what was read, is in the way. As the reason of an abort it says that the subscription is dead. */
export class StoreSilent extends Error {}
