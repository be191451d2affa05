import { openMongo } from '#platform/mongodb';
import { eventStoreDb } from '#platform/event-store';
import { runProjections } from '#platform/projections';
import { both, keyring, LOG, notes, registry } from '../../libs/platform/projections/notes-for-specs.js';

const [eventstoreUrl = '', mongodbUrl = '', database = '', known = 'all'] = process.argv.slice(2);

runProjections(known === 'fewer' ? [notes] : both, {
  store: eventStoreDb(eventstoreUrl),
  db: openMongo(mongodbUrl).db(database),
  registry,
  keyring,
  log: LOG,
  pace: { batch: 50, pauseMs: 100 },
  report: ({ state }) => process.send?.(state),
});
