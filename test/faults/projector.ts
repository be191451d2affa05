import { openMongo } from '#platform/mongodb';
import { eventStoreDb } from '#platform/event-store';
import { runProjections } from '#platform/projections';
import { both, keyring, LOG, registry } from '../../libs/platform/projections/notes-for-specs.js';

const [eventstoreUrl = '', mongodbUrl = '', database = ''] = process.argv.slice(2);

runProjections(both, {
  store: eventStoreDb(eventstoreUrl),
  db: openMongo(mongodbUrl).db(database),
  registry,
  keyring,
  log: LOG,
  pace: { batch: 50, pauseMs: 100 },
  report: ({ state }) => process.send?.(state),
});
