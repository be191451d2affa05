import { cast } from '../../apps/bersinar/story/cast.js';
import { Api } from '../../apps/bersinar/story/client.js';
import { Narrator } from '../../apps/bersinar/story/narrator.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';

/** The people of the story before an API, with a narrator who says nothing. */
export const stageAt = async (url: string): Promise<Stage> => ({
  api: new Api(url),
  cast: await cast(),
  narrator: new Narrator(() => undefined),
  props: new Map(),
});
