/** One frame of Server-Sent Events. */
export interface Frame {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly type?: string; readonly cursor?: string };
}

export interface Listening {
  readonly token: string;
  readonly query?: string;
  readonly lastEventId?: string | undefined;
  /** Leaves after so many bytes, be it in the middle of a frame. */
  readonly bytes?: number;
  /** Leaves when it aborts. */
  readonly signal?: AbortSignal;
}

/** The whole frames of one connection to `/events`, until the listener leaves it or it ends. */
export async function* framesOf(url: string, listening: Listening): AsyncGenerator<Frame> {
  const { query = '', bytes = Infinity, signal = new AbortController().signal } = listening;
  const leaving = new AbortController();
  const leave = AbortSignal.any([leaving.signal, signal]);
  try {
    const response = await fetch(`${url}/events${query}`, { headers: headersOf(listening), signal: leave });
    let [text, received] = ['', 0];
    for await (const chunk of response.body ?? []) {
      const allowed = Buffer.from(chunk).subarray(0, bytes - received);
      received += allowed.length;
      const frames = (text + allowed.toString('utf8')).split('\n\n');
      text = frames.pop() ?? '';
      yield* frames.flatMap(frameIn);
      if (received >= bytes) return;
    }
  } catch (error) {
    if (!leave.aborted) throw error;
  } finally {
    leaving.abort();
  }
}

const headersOf = ({ token, lastEventId }: Listening): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
  ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
});

function frameIn(text: string): Frame[] {
  const [, event, id, data] = /^event: (.*)\nid: (.*)\ndata: (.*)$/.exec(text) ?? [];
  if (event === undefined || id === undefined || data === undefined) return [];
  return [{ event, id, data: JSON.parse(data) as Frame['data'] }];
}
