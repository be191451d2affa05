import type { Scene } from '../scene.js';
import { assess } from './assessment.js';
import { registerColleagues } from './colleagues.js';
import { figures } from './figures.js';
import type { Somebody } from './people.js';
import { rehabilitate } from './programme.js';
import { consent, register } from './registration.js';
import { educate, screen } from './screening.js';
import { publish } from './templates.js';

/** The programme of January to July 2025 with these people. */
export const season =
  (everybody: readonly Somebody[]): Scene =>
  async (stage) => {
    const begun = performance.now();
    const registered = await register(stage, everybody);
    await registerColleagues(stage);
    await publish(stage);
    const consented = await consent(stage, registered);
    const screened = await screen(stage, consented);
    await educate(stage, screened);
    const eligible = await assess(stage, screened);
    await rehabilitate(stage, eligible);
    await figures(stage, screened);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    stage.narrator.happens('', `The programme of ${screened.length} people took ${seconds} s.`);
  };
