import { pathToFileURL } from 'node:url';

// Prints, of each projection of the build in this folder, how far it is and what of its documents is not what a fold from zero gives.
const of = (path) => import(pathToFileURL(`${process.cwd()}/dist/${path}`).href);
const { configFrom } = await of('apps/bersinar/config.js');
const { openEngine } = await of('apps/bersinar/engine.js');
const { PROJECTIONS } = await of('apps/bersinar/followers.js');
const { openStores } = await of('apps/bersinar/stores.js');
const { checkpointOf } = await of('libs/platform/projections/checkpoint.js');
const { compareWithFoldFromZero } = await of('libs/platform/projections/compare.js');
const { createLogger } = await of('libs/platform/telemetry/index.js');

const closing = [];
const config = configFrom(process.env);
const stores = openStores({ events: config.eventstoreUrl, models: config.mongodbUrl }, closing);
const { engine } = await openEngine(config, stores, createLogger('silent'), closing, { mayCreate: false });
for (const projection of PROJECTIONS) {
  const differences = await compareWithFoldFromZero(engine, projection, stores.database);
  const { reached = '' } = (await checkpointOf(stores.database, projection)) ?? {};
  console.log(JSON.stringify([`${projection.name}@${projection.version}`, reached, differences]));
}
for (const end of closing.reverse()) await end();
