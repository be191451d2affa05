import 'reflect-metadata';
import { configFrom } from '../../dist/apps/bersinar/config.js';
import { openEngine } from '../../dist/apps/bersinar/engine.js';
import { viewsOf, WHO } from '../../dist/apps/bersinar/follower-views.js';
import { PROJECTIONS } from '../../dist/apps/bersinar/followers.js';
import { openStores } from '../../dist/apps/bersinar/stores.js';
import { keepHeartbeat } from '../../dist/libs/platform/operations/index.js';
import { runProjections } from '../../dist/libs/platform/projections/index.js';
import { createLogger } from '../../dist/libs/platform/telemetry/index.js';

// The projections of a build that knows all of them or every other one, without the policies, which would answer what is only said again.
// Says a word when something has been folded.
const [known] = process.argv.slice(2);
const config = configFrom(process.env, ['--demonstration']);
const stores = openStores({ events: config.eventstoreUrl, models: config.mongodbUrl }, []);
const { engine } = await openEngine(config, stores, createLogger('silent'), [], { mayCreate: false });
const { projected: store, database: db } = stores;
const projections = runProjections(
  PROJECTIONS.filter((_, index) => known === 'all' || index % 2 === 0),
  { ...engine, store, db },
);
const statuses = () => ({ projections: projections.statuses(), policies: [], parked: projections.parked() });
keepHeartbeat(db, { _id: WHO, log: engine.log, followers: () => viewsOf(statuses()) });

const begun = new Map();
const watch = setInterval(() => {
  for (const { name, position } of projections.statuses()) {
    if (position === undefined) continue;
    if (!begun.has(name)) begun.set(name, position);
    if (position === begun.get(name)) continue;
    clearInterval(watch);
    process.send('folded');
    return;
  }
}, 1);
