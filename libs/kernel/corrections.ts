/** What a correction says (D12): `entry` is what the entry `of` should have said, data of `entryType` in `entryVersion`. */
export interface CorrectionData<Entry extends object = object> {
  readonly of: string;
  readonly entryType: string;
  readonly entry: Entry;
  readonly reasonCode: string;
  /** Added when it is recorded: the version of the entry's type, and when the entry happened as it is known now. */
  readonly entryVersion?: number;
  readonly entryOn?: string;
  readonly entryAt?: string;
  readonly entryZone?: string;
}

/** What an annulment says: the entry `of` does not hold; somebody other than its authors approved that. */
export interface AnnulmentData {
  readonly of: string;
  readonly reasonCode: string;
  readonly approvedBy: string;
}

interface Typed {
  readonly type: string;
}

/** Whether an event corrects an entry: its type's name declares it, never its data (D12). */
export const isCorrection = <E extends Typed>(event: E): event is E & { readonly data: CorrectionData } =>
  event.type.endsWith('EntryCorrected');

/** Whether an event annuls an entry: its type's name declares it, never its data (D12). */
export const isAnnulment = <E extends Typed>(event: E): event is E & { readonly data: AnnulmentData } =>
  event.type.endsWith('EntryAnnulled');
