import { cast } from '../../apps/bersinar/story/cast.js';
import { Api } from '../../apps/bersinar/story/client.js';
import { Narrator } from '../../apps/bersinar/story/narrator.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';

/** The people of the story before an API, where they are registered now, with a narrator who says nothing. */
export async function stageAt(url: string): Promise<Stage> {
  const api = new Api(url);
  return { api, cast: await cast(api), narrator: new Narrator(() => undefined), props: new Map() };
}
