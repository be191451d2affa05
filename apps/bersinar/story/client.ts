import { setTimeout as delay } from 'node:timers/promises';

/** Whoever asks: their token says who they are. */
export interface Bearer {
  readonly token: string;
}

/** Somebody of the story: `id` is that of their staff record, by which others name them. */
export interface Person extends Bearer {
  readonly id: string;
  readonly role: string;
  readonly unit: string;
}

/** What the API answered. */
export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    private readonly json: unknown,
  ) {}

  /** What the body holds at a path such as `items.*.type`, all of it at the empty one; `*` gathers from every item of a list. */
  at(path: string): unknown {
    return inside(this.json, path === '' ? [] : path.split('.'));
  }

  /** The same as text, empty when nothing is there. */
  text(path: string): string {
    const value = this.at(path);
    return typeof value === 'string' ? value : '';
  }

  /** Whether the body says these words anywhere. */
  says(words: string): boolean {
    return JSON.stringify(this.json).includes(words);
  }
}

function inside(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return value;
  if (step === '*') return Array.isArray(value) ? value.map((item: unknown) => inside(item, rest)) : [];
  return typeof value === 'object' && value !== null
    ? inside((value as Record<string, unknown>)[step], rest)
    : undefined;
}

export interface Received {
  readonly cursor: string;
  readonly type: string;
  readonly subject: string;
}

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly headers: Record<string, string>;
}

const BEHIND = 504;
const TRIES = 10;

/** The API as a client sees it. Every question waits for what was recorded last, so that nobody reads what is stale. */
export class Api {
  private position: string | undefined;
  private keys = 0;

  constructor(readonly url: string) {}

  /** Sends a command. A creating one gets an Idempotency-Key of its own unless the headers bring one. */
  async command(by: Bearer, path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    this.keys += 1;
    const answer = await this.send(by, path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `story-${this.keys}`, ...headers },
    });
    this.reached(answer.headers.get('position'));
    return answer;
  }

  /** Brings a file of CSV. */
  async bring(by: Bearer, path: string, file: string, key: string): Promise<Answer> {
    const headers = { 'Content-Type': 'text/csv', 'Idempotency-Key': key };
    const answer = await this.send(by, path, { method: 'POST', body: file, headers });
    this.reached(answer.headers.get('position'));
    return answer;
  }

  /** Asks a question; answers after everything recorded so far is in the read model. */
  ask(by: Bearer, path: string): Promise<Answer> {
    return this.sendUntilUpToDate(by, path, { headers: this.upToDate() });
  }

  /** Asks over GraphQL. */
  graph(by: Bearer, query: string, variables: object = {}): Promise<Answer> {
    return this.sendUntilUpToDate(by, '/graphql', {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      headers: { 'Content-Type': 'application/json', ...this.upToDate() },
    });
  }

  /** The first events that a service receives from the beginning of the log, until there are as many as wanted. */
  async events(by: Bearer, wanted: number, withinMs = 30_000): Promise<Received[]> {
    const stop = AbortSignal.timeout(withinMs);
    const response = await fetch(`${this.url}/events?from=start`, {
      headers: { Authorization: `Bearer ${by.token}` },
      signal: stop,
    });
    const received: Received[] = [];
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const [, id, data] = /^event: cloudevent\nid: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        if (id !== undefined && data !== undefined)
          received.push({ ...(JSON.parse(data) as Omit<Received, 'cursor'>), cursor: id });
      }
      if (received.length >= wanted) break;
    }
    return received;
  }

  /** Answers may come in another order than the log's. */
  private reached(position: string | null): void {
    if (position !== null && position > (this.position ?? '')) this.position = position;
  }

  private upToDate(): Record<string, string> {
    return this.position === undefined ? {} : { 'Wait-For-Position': this.position };
  }

  private async sendUntilUpToDate(by: Bearer, path: string, init: Sent): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.send(by, path, init);
      if (answer.status !== BEHIND || tries === TRIES) return answer;
    }
  }

  private async send(by: Bearer, path: string, init: Sent): Promise<Answer> {
    const headers = { Authorization: `Bearer ${by.token}`, ...init.headers };
    const response = await fetch(this.url + path, { ...init, headers });
    const text = await response.text();
    return new Answer(response.status, response.headers, text === '' ? undefined : JSON.parse(text));
  }
}

/** Waits until a condition holds. Throws when it does not in time. */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${withinMs} ms.`);
    await delay(20);
  }
}

const MOST_TRIES = 10;

/** Asks, and the same again as long as something that the answer needs is not to be had (503), at most ten times; a command is repeated under its key. */
export async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer.status !== 503 || tries === MOST_TRIES) return answer;
    await delay(1_000);
  }
}
