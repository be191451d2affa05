import { rm } from 'node:fs/promises';

export default () => rm(process.env.SHARED_BY_SPECS, { recursive: true, force: true });
