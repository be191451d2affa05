import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import { agency } from '../facts-for-specs.js';
import { screened } from './screening-for-specs.js';
import { screeningPublication } from './screening.publication.js';

type Input = Extract<ScreeningEvent, { type: 'InmateScreened' }>;

const published = (data: Input['data']) =>
  screeningPublication.publish({
    ...recorded<Input>({ type: 'InmateScreened', data }, 0),
    stream: 'screening-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02',
    position: '00000000000000000500',
  });

describe('screeningPublication', () => {
  it('tells that somebody of a case was screened and when, and nothing of what was found', () => {
    const golden: unknown = JSON.parse(
      readFileSync(new URL('screening.publication.golden.json', import.meta.url), 'utf8'),
    );
    const { data } = screened('HIGH') as Input;
    expect(published({ ...data, provider: agency })).toEqual(golden);
    expect(JSON.stringify(golden)).not.toMatch(/HIGH|score|answer|ASSIST/);
  });

  it('tells nothing of other events', () => {
    expect(screeningPublication.events.map(({ type }) => type)).toEqual(['InmateScreened']);
  });
});
