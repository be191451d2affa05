import { getMetadataStorage } from 'class-validator';

/**
 * Has class-validator look up which rules a class has when it first meets one, and again when any class was given another: by itself it looks
 * them up for each object, for longer than it takes to hold the object to them.
 */
export function rememberRules(storage = getMetadataStorage()): void {
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const add = storage.addValidationMetadata.bind(storage);
  let known = new Map<unknown, ReturnType<typeof lookUp>>();
  storage.addValidationMetadata = (rule) => {
    known = new Map();
    add(rule);
  };
  storage.getTargetValidationMetadatas = (type, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) return lookUp(type, schema, always, strictGroups, groups);
    const rules = known.get(type) ?? lookUp(type, schema, always, strictGroups, groups);
    known.set(type, rules);
    return rules;
  };
}
