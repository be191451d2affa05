import { label, open, world } from './tallies-for-specs.js';
import { ownerOf } from './owner.js';

describe('ownerOf', () => {
  it('is the stream that has the value', async () => {
    const its = world();
    const { id } = await open(its.process(), 'k', ['12/B']);
    expect(await ownerOf(its.process(), label('12/B'))).toBe(`tally-${id}`);
  });

  it('is nobody when nobody ever took it', async () => {
    expect(await ownerOf(world().process(), label('12/B'))).toBeUndefined();
  });

  it('is nobody when whoever took it died before it was born', async () => {
    const its = world();
    const dying = open(its.process(), 'k', ['12/B'], () => {
      throw new Error('It died.');
    });
    await expect(dying).rejects.toThrow('It died.');
    expect(await ownerOf(its.process(), label('12/B'))).toBeUndefined();
  });

  it('is nobody when a rule refused whoever took it', async () => {
    const its = world();
    await expect(open(its.process(), 'k', ['12/B'], () => false)).rejects.toThrow('Not today.');
    expect(await ownerOf(its.process(), label('12/B'))).toBeUndefined();
  });

  it('is nobody when the owner needs it no more', async () => {
    const its = world();
    await open(its.process(), 'k', ['12/B']);
    const isOver = () => Promise.resolve(true);
    expect(await ownerOf(its.process(), { ...label('12/B'), isOver })).toBeUndefined();
  });
});
