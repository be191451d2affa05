import { jest } from '@jest/globals';
import { inBackground } from './background.js';

/** What is left of work that was sent to the background, for the process to hear of. */
function leftOf(work: Promise<unknown>): unknown {
  const caught = jest.spyOn(work, 'catch');
  inBackground('sweeping', work);
  return caught.mock.results[0]?.value;
}

describe('Work for which nobody waits', () => {
  it('that fails is still a rejection that nobody took, by name and with its cause', async () => {
    const cause = new TypeError('no broom');
    const left = leftOf(Promise.reject(cause));
    await expect(left).rejects.toMatchObject({ message: 'sweeping failed, for which nobody waits', cause });
  });

  it('that goes well is over', async () => {
    await expect(leftOf(Promise.resolve('swept'))).resolves.toBe('swept');
  });
});
