import { getMetadataStorage, IsInt, registerDecorator, validate, ValidateNested } from 'class-validator';
import { rememberRules } from './remembered-rules.js';

class Counted {
  @IsInt() readonly n!: unknown;
}
class CountedAgain extends Counted {}
class Counting {
  @ValidateNested({ each: true }) readonly all!: unknown;
}

const problemsOf = async (given: object) => (await validate(given)).map(({ property }) => property);

describe('rememberRules', () => {
  it('looks up the rules of a class once, however many of it are validated, those that it inherits and those of what stands in it too', async () => {
    const looked: unknown[] = [];
    const storage = getMetadataStorage();
    const lookUp = storage.getTargetValidationMetadatas.bind(storage);
    storage.getTargetValidationMetadatas = (type, ...rest) => {
      looked.push(type);
      return lookUp(type, ...rest);
    };
    rememberRules(storage);
    for (let n = 0; n < 3; n += 1) {
      expect(await problemsOf(Object.assign(new CountedAgain(), { n: 'x' }))).toEqual(['n']);
      expect(await problemsOf(Object.assign(new Counted(), { n }))).toEqual([]);
      const all = [Object.assign(new Counted(), { n }), Object.assign(new Counted(), { n })];
      expect(await problemsOf(Object.assign(new Counting(), { all }))).toEqual([]);
    }
    expect(looked).toEqual([CountedAgain, Counted, Counting, Counted]); // by itself, and in another
  });

  it('has a rule that a class is given later', async () => {
    rememberRules();
    const counted = Object.assign(new Counted(), { n: 1, more: 1 });
    expect(await problemsOf(counted)).toEqual([]);
    const validator = { validate: () => false };
    registerDecorator({ name: 'never', target: Counted, propertyName: 'more', validator });
    expect(await problemsOf(counted)).toEqual(['more']);
  });
});
