import DataLoader from 'dataloader';
import type { Reader } from '../auth/index.js';
import { OpenedRecords, type ViewingGround } from './opened-records.js';

type Opening = DataLoader<readonly object[], readonly object[]>;

/** The same for one request: what is opened at the same time for one purpose is one viewing. */
export function openedTogether(records: OpenedRecords): OpenedRecords {
  const loaders = new Map<string, Opening>();

  class Together extends OpenedRecords {
    override open<D extends object>(reader: Reader, purpose: string, objects: readonly D[], ground?: ViewingGround) {
      const key = `${purpose} ${ground ?? ''} ${reader.actor.role} ${reader.actor.unitId}`;
      const loader: Opening =
        loaders.get(key) ??
        new DataLoader(
          async (asked) => {
            const opened = await records.open(reader, purpose, asked.flat(), ground);
            const from = asked.map((_, index) => asked.slice(0, index).flat().length);
            return asked.map(({ length }, index) => opened.slice(from[index], (from[index] ?? 0) + length));
          },
          { cache: false },
        );
      loaders.set(key, loader);
      return loader.load(objects) as Promise<readonly D[]>;
    }

    override look(...looked: Parameters<OpenedRecords['look']>): Promise<void> {
      return records.look(...looked);
    }
  }
  return new Together();
}
