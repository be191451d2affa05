import { getMetadataStorage } from 'class-validator';

/**
 * Has class-validator look up which rules a class has when it first meets one, and again when any class was given another: by itself it looks
 * them up for each object, for longer than it takes to hold the object to them.
 */
export function rememberRules(storage = getMetadataStorage()): void {
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const add = storage.addValidationMetadata.bind(storage);
  type Known = Map<unknown, Map<string, ReturnType<typeof lookUp>>>;
  let known: Known = new Map();
  storage.addValidationMetadata = (rule) => {
    known = new Map();
    add(rule);
  };
  storage.getTargetValidationMetadatas = (type, schema, always, strictGroups, groups) => {
    if (always || strictGroups || groups) return lookUp(type, schema, always, strictGroups, groups);
    const ofType = known.get(type) ?? new Map<string, ReturnType<typeof lookUp>>();
    const rules = ofType.get(schema) ?? lookUp(type, schema, always, strictGroups, groups);
    known.set(type, ofType.set(schema, rules)); // what stands in another is asked for with the name of that other
    return rules;
  };
}
